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
        int perByte = 8 / bits;
        int mask = (1 << bits) - 1;
        for (int start = 0; start < count; start += perByte) {
            int packed = 0;
            for (int i = 0; i < Math.min(perByte, count - start); i++) {
                packed |= (codes[from + start + i] & mask) << (i * bits);
            }
            target.put((byte) packed);
        }
    }
}
