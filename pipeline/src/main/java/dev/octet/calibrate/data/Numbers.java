package dev.octet.calibrate.data;

import dev.octet.tensor.ElementType;
import dev.octet.tensor.HalfFloats;
import dev.octet.tensor.Shape;
import dev.octet.tensor.Tensor;
import dev.octet.tensor.TensorData;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Locale;

/** Numbers written as text. */
final class Numbers {
    private Numbers() {}

    /** Whether a text can be read as a number. */
    static boolean isNumber(String text) {
        try {
            Double.parseDouble(text.strip());
            return true;
        } catch (NumberFormatException notANumber) {
            return false;
        }
    }

    /**
     * A tensor of numbers; floating types round to nearest, whole ones have to be exact.
     *
     * @throws IOException if a text is no number of the type
     */
    static Tensor tensor(ElementType type, Shape shape, List<String> numbers) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(Math.toIntExact(type.byteSize(numbers.size())))
                .order(ByteOrder.LITTLE_ENDIAN);
        for (String number : numbers) {
            try {
                put(bytes, type, number.strip());
            } catch (NumberFormatException notANumber) {
                throw new IOException(
                        "expected a number of type %s, got '%s'".formatted(type.onnxName(), number), notANumber);
            }
        }
        return new Tensor(type, shape, TensorData.ofBuffer(bytes.flip()));
    }

    private static void put(ByteBuffer bytes, ElementType type, String number) throws IOException {
        switch (type) {
            case FLOAT -> bytes.putFloat(Float.parseFloat(number));
            case DOUBLE -> bytes.putDouble(Double.parseDouble(number));
            case FLOAT16 -> bytes.putShort(HalfFloats.toHalf(Float.parseFloat(number)));
            case BFLOAT16 -> bytes.putShort(HalfFloats.toBrain(Float.parseFloat(number)));
            case INT64 -> bytes.putLong(Long.parseLong(number));
            case INT32 -> bytes.putInt(Integer.parseInt(number));
            case INT16 -> bytes.putShort(Short.parseShort(number));
            case INT8 -> bytes.put(Byte.parseByte(number));
            case UINT8 -> bytes.put((byte) within(number, 255));
            case UINT16 -> bytes.putShort((short) within(number, 65535));
            case BOOL -> bytes.put(truth(number));
            default -> throw new IOException("inputs of type %s cannot be written as text".formatted(type.onnxName()));
        }
    }

    private static int within(String number, int max) {
        int value = Integer.parseInt(number);
        if (value < 0 || value > max) {
            throw new NumberFormatException("out of range");
        }
        return value;
    }

    /** One or 0, or the word for it. */
    private static byte truth(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "true" -> 1;
            case "false" -> 0;
            default -> (byte) within(text, 1);
        };
    }
}
