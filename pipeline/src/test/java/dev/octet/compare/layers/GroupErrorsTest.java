package dev.octet.compare.layers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.octet.progress.Cancellation;
import dev.octet.progress.Progress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The points that cost most are found by halving groups, in fewer runs than there are points. */
class GroupErrorsTest {
    private static final int POINTS = 400;
    private static final double SMALL = 1e-5;
    /** What three points cost; the others cost {@link #SMALL}. */
    private static final Map<Integer, Double> CULPRITS = Map.of(17, 0.5, 18, 0.1, 333, 0.2);

    private final List<List<Integer>> runs = new ArrayList<>();

    private double run(List<Integer> points) {
        runs.add(points);
        return points.stream()
                .mapToDouble(point -> CULPRITS.getOrDefault(point, SMALL))
                .sum();
    }

    private Map<Integer, Double> measure(int limit) {
        List<Integer> points = IntStream.range(0, POINTS).boxed().toList();
        return new GroupErrors(this::run, new Cancellation(), Progress.NONE).measure(points, limit);
    }

    @Test
    void findsWhatFewPointsCostInAFractionOfTheRuns() {
        Map<Integer, Double> errors = measure(64);
        assertThat(runs).hasSizeLessThanOrEqualTo(64);
        CULPRITS.forEach((point, error) -> assertThat(errors.get(point)).isEqualTo(error));
    }

    @Test
    void sharesWhatAGroupCostsAmongItsPoints() {
        Map<Integer, Double> errors = measure(64);
        assertThat(errors).hasSize(POINTS);
        assertThat(errors.get(200)).isCloseTo(SMALL, within(1e-12));
        assertThat(errors.values().stream().mapToDouble(Double::doubleValue).sum())
                .isCloseTo(0.8 + (POINTS - 3) * SMALL, within(1e-9));
    }

    @Test
    void measuresEachAloneWhereTheRunsSuffice() {
        measure(POINTS);
        assertThat(runs).hasSize(POINTS).allSatisfy(points -> assertThat(points).hasSize(1));
    }

    @Test
    void quantizesEverythingTogetherInASingleRun() {
        Map<Integer, Double> errors = measure(1);
        assertThat(runs).hasSize(1);
        assertThat(errors.get(17)).isEqualTo(errors.get(200));
    }

    @Test
    void measuresNothingOfNothing() {
        assertThat(new GroupErrors(this::run, new Cancellation(), Progress.NONE).measure(List.of(), 5))
                .isEmpty();
    }
}
