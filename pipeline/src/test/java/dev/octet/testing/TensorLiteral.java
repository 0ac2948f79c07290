package dev.octet.testing;

import dev.octet.tensor.ElementType;
import dev.octet.tensor.HalfFloats;
import dev.octet.tensor.Shape;
import dev.octet.tensor.Tensor;
import dev.octet.tensor.TensorData;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Tensors from the words of their elements, and back. */
final class TensorLiteral {
    private TensorLiteral() {}

    /** The type of that ONNX name. */
    static ElementType type(String onnxName) {
        return ElementType.valueOf(onnxName.toUpperCase(Locale.ROOT));
    }

    /** A tensor of these elements; a single one fills the whole shape. */
    static Tensor of(ElementType type, Shape shape, List<String> words) {
        int count = Math.toIntExact(shape.elementCount());
        if (words.size() != count && words.size() != 1) {
            throw new IllegalArgumentException(
                    "Expected %d elements for %s%s, got %d".formatted(count, type.onnxName(), shape, words.size()));
        }
        List<String> all = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            all.add(words.get(words.size() == 1 ? 0 : i));
        }
        if (type == ElementType.STRING) {
            return Tensor.ofStrings(
                    shape,
                    all.stream()
                            .map(word -> ByteBuffer.wrap(word.getBytes(StandardCharsets.UTF_8)))
                            .toList());
        }
        return new Tensor(type, shape, TensorData.ofBuffer(bytes(type, all)));
    }

    private static ByteBuffer bytes(ElementType type, List<String> words) {
        ByteBuffer bytes =
                ByteBuffer.allocate((int) type.byteSize(words.size())).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < words.size(); i++) {
            put(bytes, type, i, bits(type, words.get(i)));
        }
        return bytes;
    }

    /** Puts the low bits of one element, packed types with the first element in the low bits of a byte. */
    static void put(ByteBuffer bytes, ElementType type, int index, long bits) {
        switch (type.bits()) {
            case 64 -> bytes.putLong(8 * index, bits);
            case 32 -> bytes.putInt(4 * index, (int) bits);
            case 16 -> bytes.putShort(2 * index, (short) bits);
            case 8 -> bytes.put(index, (byte) bits);
            case 4, 2 -> {
                int perByte = 8 / type.bits();
                long mask = (1L << type.bits()) - 1;
                long shifted = (bits & mask) << (index % perByte * type.bits());
                bytes.put(index / perByte, (byte) (bytes.get(index / perByte) | shifted));
            }
            default -> throw new IllegalArgumentException("No text form of " + type.onnxName() + " elements");
        }
    }

    /** Floating types by value, bool as true or false, the rest (minifloats too) as whole numbers of their bits. */
    private static long bits(ElementType type, String word) {
        return switch (type) {
            case FLOAT -> Float.floatToRawIntBits(number(word));
            case DOUBLE -> Double.doubleToRawLongBits(Double.parseDouble(javaSpelling(word)));
            case FLOAT16 -> HalfFloats.toHalf(number(word));
            case BFLOAT16 -> HalfFloats.toBrain(number(word));
            case BOOL -> word.equals("true") || word.equals("1") ? 1 : 0;
            default -> new BigInteger(word).longValue();
        };
    }

    /** A float as people write it: {@code inf} and {@code nan} too. */
    static float number(String word) {
        return Float.parseFloat(javaSpelling(word));
    }

    private static String javaSpelling(String word) {
        return switch (word) {
            case "inf", "+inf" -> "Infinity";
            case "-inf" -> "-Infinity";
            case "nan" -> "NaN";
            default -> word;
        };
    }

    /** A float so that it reads back as the same float and never as an integer. */
    static String written(float value) {
        return respelled(Float.toString(value));
    }

    private static String respelled(String java) {
        return java.replace("Infinity", "inf").replace("NaN", "nan");
    }

    /** The elements as words that {@link #of} turns into the same tensor. */
    static List<String> words(Tensor tensor) {
        List<String> words = new ArrayList<>();
        if (tensor.type() == ElementType.STRING) {
            tensor.strings()
                    .forEach(element -> words.add(
                            Tokens.quoted(StandardCharsets.UTF_8.decode(element).toString())));
            return words;
        }
        ByteBuffer bytes = tensor.data().buffer();
        for (int i = 0; i < tensor.elementCount(); i++) {
            words.add(word(tensor, bytes, i));
        }
        return words;
    }

    private static String word(Tensor tensor, ByteBuffer bytes, int index) {
        return switch (tensor.type()) {
            case FLOAT -> written(bytes.getFloat(4 * index));
            case DOUBLE -> respelled(Double.toString(bytes.getDouble(8 * index)));
            case FLOAT16 -> written(HalfFloats.fromHalf(bytes.getShort(2 * index)));
            case BFLOAT16 -> written(HalfFloats.fromBrain(bytes.getShort(2 * index)));
            case BOOL -> bytes.get(index) == 0 ? "false" : "true";
            case UINT64 -> Long.toUnsignedString(bytes.getLong(8 * index));
            case UINT32 -> Integer.toUnsignedString(bytes.getInt(4 * index));
            case UINT16 -> Integer.toString(Short.toUnsignedInt(bytes.getShort(2 * index)));
            case INT64 -> Long.toString(bytes.getLong(8 * index));
            case INT32 -> Integer.toString(bytes.getInt(4 * index));
            case INT16 -> Short.toString(bytes.getShort(2 * index));
            case INT8 -> Byte.toString(bytes.get(index));
            default -> small(tensor.type(), bytes, index);
        };
    }

    /** Eight bits or fewer: signed for INT4 and INT2, else the bits. */
    private static String small(ElementType type, ByteBuffer bytes, int index) {
        int bits = type.bits();
        if (bits > 8) {
            throw new IllegalArgumentException("No text form of " + type.onnxName() + " elements");
        }
        int perByte = 8 / bits;
        int value = (bytes.get(index / perByte) >> (index % perByte * bits)) & ((1 << bits) - 1);
        boolean signed = type == ElementType.INT4 || type == ElementType.INT2;
        return Integer.toString(signed ? (value << (32 - bits)) >> (32 - bits) : value);
    }
}
