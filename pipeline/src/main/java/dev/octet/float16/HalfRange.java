package dev.octet.float16;

import dev.octet.tensor.FloatBlocks;
import dev.octet.tensor.Tensor;

/**
 * What becomes of the elements of a tensor in binary16.
 *
 * @param elements number of elements
 * @param nonZero those that are not zero
 * @param overflowing finite ones that would become infinite
 * @param huge of these, those so large that they can only stand for infinity, as in attention masks
 * @param underflowing those that are not zero and would become zero
 */
record HalfRange(long elements, long nonZero, long overflowing, long huge, long underflowing) {
    /** The largest finite binary16 (IEEE 754-2019, table 3.5). */
    static final float LARGEST = 65504;

    /** From here on a finite value rounds to infinity: half a unit in the last place above the largest. */
    private static final float OVERFLOW = 65520;

    /** Up to here a value rounds to zero: half of the smallest subnormal, 2^-24, ties to even. */
    private static final float UNDERFLOW = 0x1p-25f;

    /** No weight and no factor of a sound model is that large; exporters write -1e9, -1e30 or the lowest binary32. */
    private static final float HUGE = 1e8f;

    /** Looks at every element of a floating-point tensor. */
    static HalfRange of(Tensor tensor) {
        Counter counter = new Counter();
        FloatBlocks.forEach(tensor, counter::count);
        return new HalfRange(
                tensor.elementCount(), counter.nonZero, counter.overflowing, counter.huge, counter.underflowing);
    }

    /** Whether a value is finite in binary32 and infinite in binary16. */
    static boolean overflows(float value) {
        float size = Math.abs(value);
        return size >= OVERFLOW && size <= Float.MAX_VALUE;
    }

    /** Whether every element that would overflow stands for infinity. */
    boolean overflowsAsMask() {
        return overflowing > 0 && overflowing == huge;
    }

    /** Whether nothing would be left but zeros: what keeps a divisor from zero would do so no more. */
    boolean vanishes() {
        return nonZero > 0 && underflowing == nonZero;
    }

    private static final class Counter {
        private long nonZero;
        private long overflowing;
        private long huge;
        private long underflowing;

        void count(float[] block, int count, long start) {
            for (int i = 0; i < count; i++) {
                float size = Math.abs(block[i]);
                nonZero += size > 0 ? 1 : 0;
                underflowing += size > 0 && size <= UNDERFLOW ? 1 : 0;
                if (overflows(size)) {
                    overflowing++;
                    huge += size >= HUGE ? 1 : 0;
                }
            }
        }
    }
}
