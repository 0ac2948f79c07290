package dev.octet.observe;

import dev.octet.tensor.ElementType;
import dev.octet.tensor.FloatBlocks;
import dev.octet.tensor.Tensor;
import java.nio.ByteBuffer;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Takes in the values of one tensor, sample by sample, and gives their statistics. Not safe for threads: each has its
 * own, and the statistics are merged.
 *
 * <p>Values of every floating and integer type are looked at as binary32. NaN and infinities are counted and else left
 * out.
 */
public final class Accumulator {
    /** Values whose extremes are known before they are counted: they stay in a core's second cache meanwhile. */
    private static final int CHUNK = 16 * Workspace.BLOCK;

    private final EnumSet<StatisticKind> kinds;
    private final SampleRangesBuilder sampleRanges = new SampleRangesBuilder();
    private final HistogramBuilder histogram = new HistogramBuilder();
    private MinMax minMax = MinMax.EMPTY;

    /** An accumulator that has seen nothing and keeps extremes and what else is asked for. */
    public Accumulator(Set<StatisticKind> kinds) {
        this.kinds = EnumSet.of(StatisticKind.MIN_MAX);
        this.kinds.addAll(kinds);
    }

    /**
     * Takes in elements of one sample that lie in memory, such as what a session gave, without copying them as a whole.
     *
     * @param sample the number of the sample; several calls may bring parts of one
     * @param type floating, or integer of a byte or more
     * @param bytes little-endian elements from index 0 to the limit
     * @return how many of them were NaN or infinite
     * @throws IllegalArgumentException for another type
     */
    public long observe(long sample, ElementType type, ByteBuffer bytes) {
        if (!FloatBlocks.reads(type)) {
            throw new IllegalArgumentException("Expected numeric elements of a byte or more, got " + type.onnxName());
        }
        int count = (int) (bytes.limit() * 8L / type.bits());
        return observe(sample, count, type == ElementType.FLOAT ? new FloatSource(bytes) : reader(type, bytes));
    }

    /** Takes in a tensor of any size; else as {@link #observe(long, ElementType, ByteBuffer)}. */
    public long observe(long sample, Tensor tensor) {
        long size = tensor.data().byteSize();
        long part = 8L * CHUNK;
        long bad = 0;
        for (long start = 0; start < size; start += part) {
            int length = (int) Math.min(part, size - start);
            bad += observe(sample, tensor.type(), tensor.data().slice(start, length));
        }
        return bad;
    }

    /** Takes in elements {@code from} to {@code to - 1} of an array; else as the other forms. */
    public long observe(long sample, float[] values, int from, int to) {
        Objects.checkFromToIndex(from, to, values.length);
        return observe(
                sample, to - from, (start, block, length) -> System.arraycopy(values, from + start, block, 0, length));
    }

    /** Takes in what was kept before, elsewhere or by an earlier run. */
    public void merge(TensorStatistics statistics) {
        if (!statistics.kinds().equals(kinds)) {
            throw new IllegalArgumentException("Expected statistics of " + kinds + ", got " + statistics.kinds());
        }
        minMax = minMax.merge(statistics.minMax());
        statistics.histogram().ifPresent(histogram::add);
        statistics.sampleRanges().ifPresent(sampleRanges::add);
    }

    /** The statistics of everything taken in so far. */
    public TensorStatistics statistics() {
        return new TensorStatistics(
                minMax,
                kinds.contains(StatisticKind.HISTOGRAM) ? Optional.of(histogram.build()) : Optional.empty(),
                kinds.contains(StatisticKind.SAMPLE_RANGES) ? Optional.of(sampleRanges.build()) : Optional.empty());
    }

    private static Values.Source reader(ElementType type, ByteBuffer bytes) {
        return (from, block, length) -> FloatBlocks.read(type, bytes, from, block, length);
    }

    private long observe(long sample, int count, Values.Source source) {
        Workspace workspace = Workspace.ofThread();
        long bad = 0;
        for (int start = 0; start < count; start += CHUNK) {
            bad += observe(sample, new Values(source, start, Math.min(CHUNK, count - start), workspace), workspace);
        }
        return bad;
    }

    private long observe(long sample, Values values, Workspace workspace) {
        boolean known = known(values);
        MinMax seen = known ? minMax.withElements(values.count()) : extremes(sample, values);
        minMax = minMax.merge(seen);
        if (seen.finite() > 0 && kinds.contains(StatisticKind.HISTOGRAM)) {
            histogram.add(values, seen, known ? BinNumbers::quick : BinNumbers::exact, workspace);
        }
        return seen.nan() + seen.infinite();
    }

    /** Whether a chunk needs no look at its extremes, as it has no new ones, and allows the quick way of counting. */
    private boolean known(Values values) {
        return !kinds.contains(StatisticKind.SAMPLE_RANGES) && values.within(minMax, histogram.smallestNegative());
    }

    private MinMax extremes(long sample, Values values) {
        MinMax extremes = values.minMax();
        if (kinds.contains(StatisticKind.SAMPLE_RANGES) && extremes.finite() > 0) {
            sampleRanges.add(sample, extremes.min(), extremes.max());
        }
        return extremes;
    }
}
