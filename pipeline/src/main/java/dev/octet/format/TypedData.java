package dev.octet.format;

import dev.octet.onnx.TensorProto;
import dev.octet.tensor.ElementType;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * The elements of a tensor that a file spells out as numbers, in the field that belongs to its element type.
 *
 * <p>Types of 16 bits or fewer stand in {@code int32_data}: one entry an element, or one entry a byte where a byte
 * holds several elements; small floats as their bits. A complex number is two entries. Source: {@code TensorProto} of
 * the ONNX format.
 */
final class TypedData {
    private final TensorProto message;
    private final ElementType type;

    TypedData(TensorProto message, ElementType type) {
        this.message = message;
        this.type = type;
    }

    /** The name of the field that holds elements of this type. */
    String field() {
        return switch (type) {
            case FLOAT, COMPLEX64 -> "float_data";
            case DOUBLE, COMPLEX128 -> "double_data";
            case INT64 -> "int64_data";
            case UINT32, UINT64 -> "uint64_data";
            case STRING -> "string_data";
            default -> "int32_data";
        };
    }

    /** Number of entries in that field. */
    int size() {
        return switch (type) {
            case FLOAT, COMPLEX64 -> message.getFloatDataCount();
            case DOUBLE, COMPLEX128 -> message.getDoubleDataCount();
            case INT64 -> message.getInt64DataCount();
            case UINT32, UINT64 -> message.getUint64DataCount();
            case STRING -> message.getStringDataCount();
            default -> message.getInt32DataCount();
        };
    }

    /** Number of entries that so many elements need. */
    long entries(long elements) {
        return switch (type) {
            case COMPLEX64, COMPLEX128 -> 2 * elements;
            default -> type.bits() < 8 ? type.byteSize(elements) : elements;
        };
    }

    /** The elements in raw form; {@link #size()} has to be right for {@code byteSize}. */
    ByteBuffer toBytes(int byteSize) {
        ByteBuffer bytes = ByteBuffer.allocate(byteSize).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < size(); i++) {
            put(bytes, i);
        }
        return bytes.flip();
    }

    private void put(ByteBuffer bytes, int i) {
        switch (type) {
            case FLOAT, COMPLEX64 -> bytes.putInt(Float.floatToRawIntBits(message.getFloatData(i)));
            case DOUBLE, COMPLEX128 -> bytes.putLong(Double.doubleToRawLongBits(message.getDoubleData(i)));
            case INT64 -> bytes.putLong(message.getInt64Data(i));
            case UINT64 -> bytes.putLong(message.getUint64Data(i));
            case UINT32 -> bytes.putInt((int) message.getUint64Data(i));
            case INT32 -> bytes.putInt(message.getInt32Data(i));
            default -> {
                if (type.bits() == 16) {
                    bytes.putShort((short) message.getInt32Data(i));
                } else {
                    bytes.put((byte) message.getInt32Data(i));
                }
            }
        }
    }
}
