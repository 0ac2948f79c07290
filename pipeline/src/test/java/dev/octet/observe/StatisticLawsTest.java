package dev.octet.observe;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The laws that make results independent of batches, order, threads and machines. Equality means identical bits. */
class StatisticLawsTest {
    private static final Set<StatisticKind> ALL = EnumSet.allOf(StatisticKind.class);

    /** A stretch of one sample's values. */
    private record Part(long sample, FloatBuffer values) {}

    static LongStream seeds() {
        return LongStream.range(0, 70);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void whatWasSeenInOneGoEqualsWhatWasSeenInPartsInAnyOrderAndMergedInAnyTree(long seed) {
        Random random = new Random(seed);
        List<Part> parts = parts(seed, random);
        TensorStatistics whole = observe(parts);

        Collections.shuffle(parts, random);
        assertThat(observe(parts)).isEqualTo(whole);
        List<TensorStatistics> pieces = new ArrayList<>();
        for (Part part : parts) {
            pieces.add(observe(List.of(part)));
        }
        assertThat(mergedAtRandom(pieces, random)).isEqualTo(whole);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void mergingIsCommutativeAndAssociativeAndHasAnIdentity(long seed) {
        TensorStatistics a = observe(parts(seed, new Random(seed)));
        TensorStatistics b = observe(parts(seed + 1, new Random(seed)));
        TensorStatistics c = observe(parts(seed + 2, new Random(seed)));
        TensorStatistics none = TensorStatistics.empty(ALL);

        assertThat(a.merge(b)).isEqualTo(b.merge(a));
        assertThat(a.merge(b).merge(c)).isEqualTo(a.merge(b.merge(c)));
        assertThat(a.merge(none)).isEqualTo(a);
        assertThat(none.merge(a)).isEqualTo(a);
        assertThat(none.merge(none)).isEqualTo(none);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void goingOnFromSavedStatisticsEqualsNotHavingStopped(long seed) {
        Random random = new Random(seed);
        List<Part> parts = parts(seed, random);
        int stop = random.nextInt(parts.size() + 1);

        Accumulator resumed = new Accumulator(ALL);
        resumed.merge(observe(parts.subList(0, stop)));
        parts.subList(stop, parts.size()).forEach(part -> feed(part, resumed));

        assertThat(resumed.statistics()).isEqualTo(observe(parts));
    }

    @Test
    void threadsGiveTheSameBits() throws Exception {
        List<Part> parts = new ArrayList<>();
        for (long seed = 0; seed < 14; seed++) {
            parts.addAll(parts(seed, new Random(seed)));
        }
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Future<TensorStatistics>> futures = new ArrayList<>();
            for (int worker = 0; worker < 4; worker++) {
                int mine = worker;
                futures.add(threads.submit(() -> observe(LongStream.range(0, parts.size())
                        .filter(i -> i % 4 == mine)
                        .mapToObj(i -> parts.get((int) i))
                        .toList())));
            }
            TensorStatistics merged = TensorStatistics.empty(ALL);
            for (Future<TensorStatistics> future : futures) {
                merged = merged.merge(future.get());
            }

            assertThat(merged).isEqualTo(observe(parts));
        } finally {
            threads.shutdownNow();
        }
    }

    private static List<Part> parts(long seed, Random random) {
        List<Part> parts = new ArrayList<>();
        for (int sample = 0; sample < 6; sample++) {
            float[] values = Samples.values(seed + 7L * sample, 1 + random.nextInt(5000));
            for (int from = 0; from < values.length; ) {
                int to = Math.min(values.length, from + 1 + random.nextInt(3000));
                parts.add(new Part(sample, FloatBuffer.wrap(values, from, to - from)));
                from = to;
            }
        }
        return parts;
    }

    private static TensorStatistics observe(List<Part> parts) {
        Accumulator accumulator = new Accumulator(ALL);
        parts.forEach(part -> feed(part, accumulator));
        return accumulator.statistics();
    }

    private static void feed(Part part, Accumulator accumulator) {
        FloatBuffer values = part.values();
        accumulator.observe(part.sample(), values.array(), values.position(), values.limit());
    }

    private static TensorStatistics mergedAtRandom(List<TensorStatistics> pieces, Random random) {
        List<TensorStatistics> left = new ArrayList<>(pieces);
        while (left.size() > 1) {
            TensorStatistics a = left.remove(random.nextInt(left.size()));
            TensorStatistics b = left.remove(random.nextInt(left.size()));
            left.add(a.merge(b));
        }
        return left.get(0);
    }
}
