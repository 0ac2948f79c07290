package dev.octet.observe;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;

/**
 * The numbers of the bins that values fall into: each value in units of the width, rounded down.
 *
 * <p>Computed as floats of 2^23 or more, whose low bits are the number, since the compiler vectorizes loops over floats
 * alone, and has no vector instruction that rounds a float down. Scaling is exact, as the factor is a power of two. The
 * bits are had by way of memory that both kinds of buffers look at: read one by one, the compiler sometimes gathers the
 * floats into vectors first and takes them apart again, which made counting several times slower.
 */
final class BinNumbers {
    /** 1.5 * 2^23: added to a small number it leaves the nearest whole number in the low bits of the sum. */
    private static final float ROUNDER = 0x1.8p23f;

    /**
     * In units of the width; below one half, numbers down to this differ from one half by no less than binary32 shows.
     */
    private static final int SMALLEST_EXPONENT = -24;

    private final float[] floats = new float[Workspace.BLOCK];
    private final FloatBuffer written;
    private final IntBuffer read;

    BinNumbers() {
        ByteBuffer memory =
                ByteBuffer.allocateDirect(Float.BYTES * Workspace.BLOCK).order(ByteOrder.nativeOrder());
        written = memory.asFloatBuffer();
        read = memory.asIntBuffer();
    }

    /** How values become numbers of bins. */
    @FunctionalInterface
    interface Rule {
        /**
         * Numbers the first {@code count} values of a block.
         *
         * @param block finite values whose bins exist
         * @param inverse the reciprocal of the bins' width
         * @param numbers where the numbers go
         */
        void number(float[] block, int count, float inverse, float[] numbers);
    }

    /** The smallest magnitude of negative values that {@link #quick} can number, for bins of {@code 2^exponent}. */
    static float smallestNegative(int exponent) {
        return Math.scalb(1f, exponent + SMALLEST_EXPONENT);
    }

    /**
     * Numbers the first {@code count} values of a block.
     *
     * @param inverse the reciprocal of the bins' width
     * @param numbers where the numbers go, each in the lowest 22 bits
     */
    void of(float[] block, int count, float inverse, Rule rule, int[] numbers) {
        rule.number(block, count, inverse, floats);
        written.put(0, floats, 0, count);
        read.get(0, numbers, 0, count);
    }

    /** Numbers values of which none is negative and smaller than {@link #smallestNegative}. */
    static void quick(float[] block, int count, float inverse, float[] floats) {
        for (int i = 0; i < count; i++) {
            float position = block[i] * inverse;
            float nearest = (position + ROUNDER) - ROUNDER;
            // The rest is within one half of zero. Half less of it is rounded to -1 if it is negative and to 0 if not,
            // negative zero included: of the whole numbers beside -0.5, 0 is the even one.
            float below = ((position - nearest) - 0.5f) + ROUNDER;
            floats[i] = nearest + below;
        }
    }

    /** Numbers values of any magnitude, several times slower. */
    static void exact(float[] block, int count, float inverse, float[] floats) {
        for (int i = 0; i < count; i++) {
            // Adding positive zero turns negative zero into it, whose bin is 0 and not -1.
            float position = (block[i] + 0f) * inverse;
            float nearest = position + ROUNDER;
            float rest = position - (nearest - ROUNDER);
            // A negative value too small to be scaled leaves the rest -0.0, whose sign counts too.
            floats[i] = nearest - (Float.floatToRawIntBits(rest) >>> 31);
        }
    }
}
