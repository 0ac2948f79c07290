package dev.octet.affine.block;

import java.nio.ByteBuffer;

/**
 * Codes of 2, 4 or 8 bits, several to a byte, the first in the lowest bits.
 *
 * <p>Source: ONNX IR, {@code TensorProto.raw_data}; {@code com.microsoft.MatMulNBits}-1 packs alike.
 */
public final class Packed {
    private Packed() {}

    /** Bytes that so many codes take. */
    public static long bytes(long codes, int bits) {
        return (codes * bits + 7) / 8;
    }

    /** Appends {@code count} codes, and zero bits up to the end of the last byte. */
    public static void put(byte[] codes, int from, int count, int bits, ByteBuffer target) {
        if (bits == 8) {
            target.put(codes, from, count);
            return;
        }
        byte[] packed = new byte[(int) bytes(count, bits)];
        int whole = bits == 4 ? count / 2 : 0;
        for (int i = 0; i < whole; i++) {
            int place = from + 2 * i;
            packed[i] = (byte) ((codes[place] & 0xf) | codes[place + 1] << 4);
        }
        int mask = (1 << bits) - 1;
        for (int i = whole * 8 / bits; i < count; i++) {
            packed[i * bits / 8] |= (byte) ((codes[from + i] & mask) << (i * bits % 8));
        }
        target.put(packed);
    }
}
