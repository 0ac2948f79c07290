package dev.octet.float16;

import dev.octet.tensor.FloatBlocks;
import dev.octet.tensor.Tensor;
import java.util.stream.LongStream;

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

    /** Elements that one processor looks at before the next ones are handed out. */
    private static final long PART = 1 << 20;

    /** Looks at every element of a floating-point tensor, on all processors. */
    static HalfRange of(Tensor tensor) {
        return LongStream.range(0, (tensor.elementCount() + PART - 1) / PART)
                .parallel()
                .mapToObj(part -> of(tensor, part * PART, Math.min(tensor.elementCount(), (part + 1) * PART)))
                .reduce(new HalfRange(0, 0, 0, 0, 0), HalfRange::plus);
    }

    private static HalfRange of(Tensor tensor, long start, long end) {
        int elementBytes = tensor.type().bits() / 8;
        float[] block = new float[FloatBlocks.SIZE];
        HalfRange range = new HalfRange(0, 0, 0, 0, 0);
        for (long done = start; done < end; done += block.length) {
            int count = (int) Math.min(block.length, end - done);
            FloatBlocks.read(
                    tensor.type(), tensor.data().slice(done * elementBytes, count * elementBytes), 0, block, count);
            range = range.plus(of(block, count));
        }
        return range;
    }

    private static HalfRange of(float[] block, int count) {
        int nonZero = 0;
        int overflowing = 0;
        int huge = 0;
        int underflowing = 0;
        for (int i = 0; i < count; i++) {
            float size = Math.abs(block[i]);
            int finite = size <= Float.MAX_VALUE ? 1 : 0;
            int some = size > 0 ? 1 : 0;
            nonZero += some;
            underflowing += size <= UNDERFLOW ? some : 0;
            overflowing += size >= OVERFLOW ? finite : 0;
            huge += size >= HUGE ? finite : 0;
        }
        return new HalfRange(count, nonZero, overflowing, huge, underflowing);
    }

    private HalfRange plus(HalfRange other) {
        return new HalfRange(
                elements + other.elements,
                nonZero + other.nonZero,
                overflowing + other.overflowing,
                huge + other.huge,
                underflowing + other.underflowing);
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
}
