package dev.octet.compare.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.octet.compare.Comparison;
import dev.octet.compare.MetricComparison;
import dev.octet.compare.Pairs;
import dev.octet.compare.metric.TopAccuracy;
import dev.octet.error.Kind;
import dev.octet.error.OctetException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GateTest {
    private static final Comparison COMPARISON = Pairs.compare(
            Pairs.settings(Pairs.SCORES, Pairs.NEARLY, Pairs.samples(60), new TopAccuracy(1, Optional.empty()))
                    .withSpeed(Optional.of(Duration.ofMillis(20))));

    private static final MetricComparison TOP1 = COMPARISON.metrics().get(0);

    private static Verdict judge(GateRule rule, String text) {
        return Criterion.parse(rule, text).judge(COMPARISON);
    }

    private static AbstractThrowableAssert<?, ?> assertRefused(GateRule rule, String text) {
        return assertThatThrownBy(() -> judge(rule, text))
                .isInstanceOf(OctetException.class)
                .satisfies(
                        failure -> assertThat(((OctetException) failure).kind()).isEqualTo(Kind.CONFIGURATION));
    }

    /** Each pair of limits lies on both sides of any figure that can be measured here. */
    @ParameterizedTest
    @CsvSource({
        "MAX_DROP,          top1=100pt, top1=-100pt",
        "MIN_METRIC,        top1=0,     top1=100.5",
        "MAX_METRIC,        top1=100,   top1=-1",
        "MIN_SQNR,          -50,        150",
        "MIN_SQNR,          y=-50dB,    y=150 dB",
        "MIN_COSINE,        -1,         1.5",
        "MIN_AGREEMENT,     0%,         y=100.5%",
        "MAX_ERROR,         0.51,       0.49",
        "MAX_LATENCY_RATIO, 1e6,        1e-6",
        "MAX_LATENCY,       100000ms,   1e-9",
        "MAX_SIZE_RATIO,    3,          0.5"
    })
    void passesAndFails(GateRule rule, String met, String unmet) {
        assertThat(judge(rule, met).passed()).isTrue();
        assertThat(judge(rule, unmet).passed()).isFalse();
    }

    @Test
    void saysWhatWasAskedAndMeasured() {
        Verdict verdict = judge(GateRule.MAX_DROP, "top1=0.5pt");

        assertThat(verdict.criterion()).isEqualTo("max-drop top1");
        assertThat(verdict.asked()).isEqualTo("at most 0.5 pt");
        assertThat(verdict.measured()).isEqualTo(TOP1.drop().value());
        assertThat(verdict.interval()).isEqualTo(TOP1.drop().interval());
        assertThat(judge(GateRule.MIN_SQNR, "20").criterion()).isEqualTo("min-sqnr y");
        assertThat(judge(GateRule.MAX_SIZE_RATIO, "0.3").criterion()).isEqualTo("max-size-ratio");
    }

    @Test
    void takesPercentForAShareOfTheFloatFigure() {
        double share = 100 * TOP1.drop().value() / TOP1.reference().value();

        Verdict verdict = judge(GateRule.MAX_DROP, "top1=1%");

        assertThat(verdict.unit()).isEqualTo("%");
        assertThat(verdict.measured()).isCloseTo(share, within(1e-12));
    }

    @Test
    void takesTheLimitItselfForMet() {
        assertThat(Bound.AT_MOST.holds(81.03 - 80.53, 0.5)).isTrue();
        assertThat(Bound.AT_MOST.holds(0.500001, 0.5)).isFalse();
        assertThat(Bound.AT_LEAST.holds(20, 20)).isTrue();
        assertThat(Bound.AT_LEAST.holds(Double.NaN, 0)).isFalse();
        assertThat(Bound.AT_LEAST.holds(Double.POSITIVE_INFINITY, 90)).isTrue();
    }

    @Test
    void refusesWhatItCannotRead() {
        assertRefused(GateRule.MIN_SQNR, "high").hasMessageContaining("Expected --min-sqnr LIMIT or OUTPUT=LIMIT");
        assertRefused(GateRule.MAX_DROP, "0.5").hasMessageContaining("METRIC=LIMIT, such as top1=0.5pt");
        assertRefused(GateRule.MAX_SIZE_RATIO, "y=0.5").hasMessageContaining("LIMIT, such as 0.8");
        assertRefused(GateRule.MIN_SQNR, "20pt").hasMessageContaining("a number in dB, got the unit 'pt'");
        assertRefused(GateRule.MAX_DROP, "top1=1dB").hasMessageContaining("a number in pt or %");
        assertRefused(GateRule.MIN_COSINE, "99%").hasMessageContaining("without a unit");
    }

    @Test
    void refusesWhatCannotBeJudged() {
        assertRefused(GateRule.MAX_DROP, "top5=1").hasMessageContaining("'top5' is not measured, only [top1]");
        assertRefused(GateRule.MIN_SQNR, "z=20").hasMessageContaining("no output 'z', only [y]");
        // These outputs are no probabilities.
        assertRefused(GateRule.MAX_KL, "0.1").hasMessageContaining("no output has such a figure");
    }

    @Test
    void refusesWhatNobodyWillMeasureBeforeAnyWork() {
        Gate drop = new Gate(List.of(Criterion.parse(GateRule.MAX_DROP, "top1=0.5pt")));
        Gate latency = new Gate(List.of(Criterion.parse(GateRule.MAX_LATENCY, "5")));

        drop.requireJudgeable(List.of("top1"), false);
        assertThatThrownBy(() -> drop.requireJudgeable(List.of(), true)).hasMessageContaining("there are no labels");
        latency.requireJudgeable(List.of(), true);
        assertThatThrownBy(() -> latency.requireJudgeable(List.of(), false))
                .hasMessageContaining("speed is not measured");
    }

    @Test
    void refusesOutputsThatHadDifferentShapes() {
        String reference =
                "x: float[N,4]; t = values[1] {0}; b = Greater(x, t); n = NonZero(b); y = Cast(n) {to=1}; return y";
        String quantized =
                "x: float[N,4]; t = values[1] {0.3}; b = Greater(x, t); n = NonZero(b); y = Cast(n) {to=1}; return y";
        Comparison uneven = Pairs.compare(reference, quantized, Pairs.samples(10));

        assertThatThrownBy(() -> Criterion.parse(GateRule.MIN_SQNR, "1").judge(uneven))
                .isInstanceOf(OctetException.class)
                .hasMessageContaining("different shapes");
    }
}
