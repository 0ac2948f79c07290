package dev.octet.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.octet.error.OctetException;
import dev.octet.graph.Model;
import dev.octet.tensor.ElementType;
import dev.octet.tensor.Shape;
import dev.octet.tensor.Tensor;
import dev.octet.testing.GraphText;
import dev.octet.testing.RandomTensors;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class LatencyComparisonTest {
    private static final Model LIGHT =
            GraphText.parse("x: float[N,200]; W = random[200,200]; y = MatMul(x, W); return y");
    private static final Model HEAVY = GraphText.parse("x: float[N,200]; W = random[200,200]; a = MatMul(x, W); "
            + "b = MatMul(a, W); c = MatMul(b, W); d = MatMul(c, W); e = MatMul(d, W); f = MatMul(e, W); "
            + "g = MatMul(f, W); h = MatMul(g, W); i = MatMul(h, W); y = MatMul(i, W); return y");
    private static final LatencySettings SHORT =
            LatencySettings.defaults().withSession(Runs.PLAIN).withRounds(21);

    private static Map<String, Tensor> sample(long rows) {
        return Map.of("x", RandomTensors.random(ElementType.FLOAT, Shape.of(rows, 200), rows, "x"));
    }

    @Test
    void tellsALightModelFromAHeavyOneInBothDirections() {
        LatencyComparison slower = LatencyComparison.measure(LIGHT, HEAVY, List.of(sample(200)), SHORT);
        LatencyComparison faster = LatencyComparison.measure(HEAVY, LIGHT, List.of(sample(200)), SHORT);

        // Ten times the work; on a busy machine the longer run is interrupted more often.
        assertThat(slower.ratio()).isGreaterThan(2);
        assertThat(faster.ratio()).isLessThan(0.5);
        assertThat(slower.rounds()).isEqualTo(21);
        assertThat(slower.threads()).isEqualTo(1);
        assertThat(slower.reference().median()).isPositive();
    }

    @Test
    void usesAllSamplesInTurn() {
        LatencyComparison mixed =
                LatencyComparison.measure(LIGHT, LIGHT, List.of(sample(1), sample(2000)), SHORT.withRounds(20));

        assertThat(mixed.reference().p90()).isGreaterThan(5 * mixed.reference().p10());
    }

    @Test
    void stopsAfterTheGivenTimeButNotBeforeTheLeastRounds() {
        LatencySettings brief = SHORT.withDuration(Duration.ZERO);
        LatencySettings timed = new LatencySettings(Runs.PLAIN, 0, Duration.ofMillis(50), 1, 1_000_000);

        assertThat(LatencyComparison.measure(LIGHT, LIGHT, List.of(sample(1)), brief)
                        .rounds())
                .isEqualTo(21);
        assertThat(LatencyComparison.measure(LIGHT, LIGHT, List.of(sample(1)), timed)
                        .rounds())
                .isBetween(1, 999_999);
    }

    @Test
    void takesMediansOfTimesAndOfRatiosOfEachRound() {
        long[] reference = {1_000_000, 2_000_000, 3_000_000, 4_000_000, 5_000_000};
        long[] candidate = {500_000, 1_000_000, 6_000_000, 1_000_000, 2_500_000};

        LatencyComparison comparison = LatencyComparison.of(reference, candidate, 2);

        assertThat(comparison.reference()).isEqualTo(new Latency(1.4, 3.0, 4.6, List.of(1.0, 2.0, 3.0, 4.0, 5.0)));
        assertThat(comparison.candidate().median()).isEqualTo(1.0);
        assertThat(comparison.ratio()).isEqualTo(0.5);
        assertThat(comparison.ratioLow()).isEqualTo(0.25);
        assertThat(comparison.ratioHigh()).isEqualTo(2.0);
        assertThat(comparison.threads()).isEqualTo(2);
    }

    @Test
    void holdsTheTrueRatioInItsIntervalAboutNineteenTimesInTwenty() {
        SplittableRandom random = new SplittableRandom(7);
        int held = 0;
        for (int trial = 0; trial < 1000; trial++) {
            long[] reference = new long[51];
            long[] candidate = new long[51];
            for (int i = 0; i < 51; i++) {
                reference[i] = 1_000_000;
                candidate[i] = (long) (1_000_000 * Math.exp(random.nextGaussian()));
            }
            LatencyComparison comparison = LatencyComparison.of(reference, candidate, 1);
            held += comparison.ratioLow() <= 1 && 1 <= comparison.ratioHigh() ? 1 : 0;
        }
        assertThat(held / 1000.0).isCloseTo(0.96, within(0.02));
    }

    @Test
    void refusesSamplesThatDoNotFitAndNone() {
        assertThatThrownBy(() -> LatencyComparison.measure(LIGHT, HEAVY, List.of(), SHORT))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> LatencyComparison.measure(LIGHT, HEAVY, List.of(Map.of()), SHORT))
                .isInstanceOf(OctetException.class)
                .hasMessageContaining("Input 'x'");
    }

    @Test
    void refusesSettingsThatMakeNoSense() {
        assertThatThrownBy(() -> new LatencySettings(Runs.PLAIN, 1, Duration.ZERO, 5, 4))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("minRounds");
        assertThatThrownBy(() -> new LatencySettings(Runs.PLAIN, -1, Duration.ZERO, 1, 4))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
