package dev.octet.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.octet.calibrate.data.DataSource;
import dev.octet.calibrate.data.Sample;
import dev.octet.compare.fidelity.Fidelity;
import dev.octet.compare.metric.Metric;
import dev.octet.compare.metric.Prediction;
import dev.octet.compare.metric.TopAccuracy;
import dev.octet.error.Kind;
import dev.octet.error.OctetException;
import dev.octet.tensor.Shape;
import dev.octet.tensor.Tensor;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ComparerTest {
    private static final Metric TOP1 = new TopAccuracy(1, Optional.empty());

    private static DataSource ones() {
        return DataSource.of(
                List.of(Sample.of("ones", Map.of("x", Tensor.ofFloats(Shape.of(1, 4), 1, 1, 1, 1)))), "ones");
    }

    @Test
    void measuresEachOutputByItsDefinition() {
        String reference = "x: float[1,4]; y = Identity(x); return y";
        String quantized = "x: float[1,4]; e = values[4] {0.1, 0, -0.3, 0}; y = Add(x, e); return y";

        OutputFidelity output =
                Pairs.compare(reference, quantized, ones()).outputs().get(0);

        Fidelity found = output.fidelity().orElseThrow();
        assertThat(output.name()).isEqualTo("y");
        // Sum of squares 4 over 0.01 + 0.09; product 3.8, lengths 2 and sqrt(1.21 + 1 + 0.49 + 1).
        assertThat(found.sqnr()).isCloseTo(10 * Math.log10(4 / 0.1), within(1e-5));
        assertThat(found.cosine()).isCloseTo(3.8 / (2 * Math.sqrt(3.7)), within(1e-7));
        assertThat(found.maxError()).isCloseTo(0.3, within(1e-7));
        assertThat(found.meanError()).isCloseTo(0.1, within(1e-7));
        assertThat(found.agreement()).hasValue(1);
    }

    @Test
    void looksForTheLargestElementAcrossTrailingDimensionsOfOne() {
        String reference = "x: float[1,4]; s = int64[4] {1, 4, 1, 1}; y = Reshape(x, s); return y";

        Fidelity found = Pairs.compare(reference, reference, ones())
                .outputs()
                .get(0)
                .fidelity()
                .orElseThrow();

        assertThat(found.agreement()).hasValue(1);
        assertThat(found.sqnr()).isInfinite();
    }

    @Test
    void countsEqualElementsWhereTheyAreNotFloating() {
        String reference = "x: float[1,4]; y = Cast(x) {to=7}; return y: int64[1,4]";
        String quantized =
                "x: float[1,4]; e = values[4] {0, 1, 0, 0}; s = Add(x, e); y = Cast(s) {to=7}; return y: int64[1,4]";

        OutputFidelity output =
                Pairs.compare(reference, quantized, ones()).outputs().get(0);

        assertThat(output.equal()).hasValue(0.75);
        assertThat(output.fidelity()).isEmpty();
    }

    @Test
    void countsSamplesWhoseShapesDiffer() {
        String reference = "x: float[1,4]; t = values[1] {0}; b = Greater(x, t); y = NonZero(b); return y";
        String quantized = "x: float[1,4]; t = values[4] {0, 0, 5, 0}; b = Greater(x, t); y = NonZero(b); return y";

        OutputFidelity output =
                Pairs.compare(reference, quantized, ones()).outputs().get(0);

        assertThat(output.mismatched()).isEqualTo(1);
        assertThat(output.equal()).isEmpty();
    }

    @Test
    void takesMetricsOfBothModelsAndPairsThem() {
        Comparison comparison = Pairs.compare(Pairs.SCORES, Pairs.NEARLY, Pairs.samples(60), TOP1);

        MetricComparison top1 = comparison.metrics().get(0);
        assertThat(comparison.samples()).isEqualTo(60);
        assertThat(top1.items()).isEqualTo(60);
        assertThat(top1.drop().value())
                .isEqualTo(top1.reference().value() - top1.quantized().value());
        assertThat(top1.drop().interval().orElseThrow().contains(top1.drop().value()))
                .isTrue();
        assertThat(top1.test().orElseThrow().name()).isEqualTo("McNemar");
    }

    @Test
    void doesNotCallChanceADrop() {
        Comparison same = Pairs.compare(Pairs.SCORES, Pairs.SCORES, Pairs.samples(30), TOP1);

        assertThat(same.metrics().get(0).drop().value()).isZero();
        assertThat(same.metrics().get(0).distinguishable()).contains(false);
        assertThat(same.outputs().get(0).fidelity().orElseThrow().sqnr()).isInfinite();
    }

    @Test
    void givesTheSameFiguresEachTime() {
        ComparisonSettings settings = Pairs.settings(Pairs.SCORES, Pairs.NEARLY, Pairs.samples(20), TOP1);

        assertThat(Pairs.compare(settings)).isEqualTo(Pairs.compare(settings));
    }

    @Test
    void tellsTheErrorOfTheModelFromThatOfItsKernels() {
        ComparisonSettings settings = Pairs.settings(Pairs.SCORES, Pairs.NEARLY, Pairs.samples(10));

        KernelFidelity kernels =
                Pairs.compare(settings.withKernelSamples(4)).kernels().orElseThrow();

        assertThat(kernels.samples()).isEqualTo(4);
        // Both are float, so all of the error is the model's.
        assertThat(kernels.asWritten().get(0).fidelity().orElseThrow().sqnr())
                .isCloseTo(kernels.asRun().get(0).fidelity().orElseThrow().sqnr(), within(0.01));
        assertThat(kernels.kernels().get(0).fidelity().orElseThrow().sqnr()).isGreaterThan(100);
        assertThat(Pairs.compare(settings.withKernelSamples(0)).kernels()).isEmpty();
    }

    @Test
    void measuresSpeedInBatches() {
        ComparisonSettings settings = Pairs.settings(Pairs.SCORES, Pairs.NEARLY, Pairs.samples(10))
                .withSpeed(Optional.of(Duration.ofMillis(20)))
                .withBatch(5);

        Speed speed = Pairs.compare(settings).speed().orElseThrow();

        assertThat(speed.batch()).isEqualTo(5);
        assertThat(speed.latency().threads()).isEqualTo(1);
        assertThat(speed.latency().reference().times())
                .hasSize(speed.latency().rounds())
                .allMatch(time -> time > 0);
    }

    @Test
    void refusesABatchThatTheModelDoesNotTake() {
        String fixed = "x: float[1,4]; y = Identity(x); return y";
        ComparisonSettings settings = Pairs.settings(fixed, fixed, ones())
                .withSpeed(Optional.of(Duration.ofMillis(20)))
                .withBatch(2);

        assertThatThrownBy(() -> Pairs.compare(settings))
                .isInstanceOf(OctetException.class)
                .hasMessageContaining("first dimension is open")
                .extracting("kind")
                .isEqualTo(Kind.CONFIGURATION);
    }

    @Test
    void refusesModelsOfDifferentInputsOrOutputs() {
        String other = "x: float[N,4]; W = random[4,3]; z = MatMul(x, W); return z";

        assertThatThrownBy(() -> Pairs.compare(Pairs.SCORES, other, ones()))
                .isInstanceOf(OctetException.class)
                .hasMessageContaining("the same outputs; the first has [y], the second [z]");
    }

    @Test
    void refusesNoSamplesAndMissingLabels() {
        assertThatThrownBy(() -> Pairs.compare(Pairs.SCORES, Pairs.NEARLY, DataSource.of(List.of(), "none")))
                .isInstanceOf(OctetException.class)
                .hasMessageContaining("at least one sample");
        assertThatThrownBy(() -> Pairs.compare(Pairs.SCORES, Pairs.NEARLY, ones(), TOP1))
                .isInstanceOf(OctetException.class)
                .hasMessageContaining("Metric 'top1' needs a label for each sample");
    }

    @Test
    void refusesAMetricThatAsksTheTwoModelsDifferentQuestions() {
        Metric odd = new Metric() {
            @Override
            public String name() {
                return "odd";
            }

            @Override
            public double[] score(Prediction prediction) {
                return prediction.output(Optional.empty())[2] > 0 ? new double[1] : new double[0];
            }
        };

        assertThatThrownBy(() -> Pairs.compare(Pairs.SCORES, Pairs.NEARLY, Pairs.samples(20), odd))
                .isInstanceOf(OctetException.class)
                .hasMessageContaining("it must not depend on outputs");
    }
}
