package dev.octet.affine;

import dev.octet.tensor.TensorDataWriter;
import java.nio.ByteBuffer;

/**
 * Codes as ONNX stores them: little-endian, and below a byte several to a byte, the first in the lowest bits.
 *
 * <p>Source: ONNX IR, {@code TensorProto.raw_data}.
 */
final class Packing {
    private Packing() {}

    /** Appends {@code count} codes; unless they fill whole bytes, nothing may follow. */
    static void append(int[] codes, int count, int bits, TensorDataWriter writer) {
        byte[] bytes = new byte[(int) (((long) count * bits + 7) / 8)];
        switch (bits) {
            case 2, 4 -> pack(codes, count, bits, bytes);
            case 8 -> narrow(codes, count, bytes);
            case 16 -> {
                ByteBuffer buffer = littleEndian(bytes);
                for (int i = 0; i < count; i++) {
                    buffer.putShort(2 * i, (short) codes[i]);
                }
            }
            case 32 -> littleEndian(bytes).asIntBuffer().put(codes, 0, count);
            default -> throw new IllegalArgumentException("Expected codes of 2, 4, 8, 16 or 32 bits, got " + bits);
        }
        writer.put(bytes, bytes.length);
    }

    private static void narrow(int[] codes, int count, byte[] bytes) {
        for (int i = 0; i < count; i++) {
            bytes[i] = (byte) codes[i];
        }
    }

    private static void pack(int[] codes, int count, int bits, byte[] bytes) {
        int perByte = 8 / bits;
        int mask = (1 << bits) - 1;
        for (int i = 0; i < count; i++) {
            bytes[i / perByte] |= (byte) ((codes[i] & mask) << (i % perByte * bits));
        }
    }

    /** Reads {@code count} codes from the beginning of packed bytes. */
    static void read(ByteBuffer bytes, QuantizedType type, int[] codes, int count) {
        switch (type) {
            case UINT2, INT2, UINT4, INT4 -> unpack(bytes, type, codes, count);
            case UINT8 -> fill(codes, count, i -> Byte.toUnsignedInt(bytes.get(i)));
            case INT8 -> fill(codes, count, bytes::get);
            case UINT16 -> fill(codes, count, i -> Short.toUnsignedInt(bytes.getShort(2 * i)));
            case INT16 -> fill(codes, count, i -> bytes.getShort(2 * i));
            case INT32 -> bytes.asIntBuffer().get(codes, 0, count);
        }
    }

    private static void unpack(ByteBuffer bytes, QuantizedType type, int[] codes, int count) {
        int bits = type.bits();
        int perByte = 8 / bits;
        int mask = (1 << bits) - 1;
        // Codes of signed types move to the top of the word and come back with their sign.
        int spread = type.signed() ? 32 - bits : 0;
        for (int i = 0; i < count; i++) {
            int code = (bytes.get(i / perByte) >> (i % perByte * bits)) & mask;
            codes[i] = (code << spread) >> spread;
        }
    }

    private static ByteBuffer littleEndian(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(java.nio.ByteOrder.LITTLE_ENDIAN);
    }

    private interface CodeAt {
        int at(int index);
    }

    private static void fill(int[] codes, int count, CodeAt source) {
        for (int i = 0; i < count; i++) {
            codes[i] = source.at(i);
        }
    }
}
