package dev.octet.defects;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.octet.affine.Affine;
import dev.octet.affine.Scheme;
import dev.octet.calibrate.data.DataSource;
import dev.octet.calibrate.data.Sample;
import dev.octet.error.Kind;
import dev.octet.error.OctetException;
import dev.octet.observe.RangeMethod;
import dev.octet.tensor.ElementType;
import dev.octet.tensor.Shape;
import dev.octet.testing.RandomTensors;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Calibration that other quantizers got wrong. */
class CalibrationDefectsTest {
    private static final String CONVOLUTION = "x: float[N,4,H,W]; V = random[4,4,3,3]; y = Conv(x, V); return y";

    private static DataSource ofSizes(long... sizes) {
        List<Sample> samples = new ArrayList<>();
        for (long size : sizes) {
            samples.add(Sample.of(
                    "sample " + samples.size(),
                    Map.of(
                            "x",
                            RandomTensors.random(
                                    ElementType.FLOAT, Shape.of(1, 4, size, size + 1), samples.size(), "x"))));
        }
        return DataSource.of(samples, "samples of several sizes");
    }

    /** Issue 18792: every method but min-max fails where samples differ in shape. */
    @ParameterizedTest
    @EnumSource
    void samplesMayDifferInShape(RangeMethod method) {
        WholeRun run = WholeRun.of(
                CONVOLUTION,
                settings -> settings.withData(inputs -> ofSizes(4, 7, 5, 12))
                        .withEstimator(RangeMethod.parse(method.optionName(), Scheme.UINT8_ASYMMETRIC)));
        assertThat(run.quantized().calibration().samples()).isEqualTo(4);
    }

    /** Minima and maxima of values without elements, or of integers, ended calibration. */
    @Test
    void valuesWithoutElementsAndIntegersAreNotObserved() {
        WholeRun run = WholeRun.of("""
                x: float[1,4,6,6]; none: float[0,4,1,1]; i: int64[3]; b: bool[2]; W = random[4,4,1,1]
                c = Conv(x, W)
                e = Conv(none, W)
                j = Add(i, i)
                n = Not(b)
                return c, e, j, n
                """);
        run.fuses("Conv", 1).leavesFloat("e", "float[0,4,1,1]");
    }

    /** Issue 21922: an output that is an input as well shares its buffer. */
    @Test
    void anOutputMayBeAnInput() {
        WholeRun.of("x: float[1,4,6,6]; W = random[4,4,1,1]; y = Conv(x, W); return y, x")
                .isWithin(30);
    }

    /** The cache of ranges was keyed by the method alone, so that a changed model silently got the old ranges. */
    @Test
    void aChangedModelDoesNotGetTheRangesOfTheOldOne(@TempDir Path folder) {
        String text =
                "x: float[1,4,6,6]; W = random[4,4,1,1]; k = values[1] {%s}; m = Mul(x, k); y = Conv(m, W); return y";
        WholeRun small = WholeRun.of(
                text.formatted("3"),
                asked -> asked.withCalibration(asked.settings().calibration().withCache(folder)));
        WholeRun large = WholeRun.of(
                text.formatted("300"),
                asked -> asked.withCalibration(asked.settings().calibration().withCache(folder)));
        assertThat(outputScale(large)).isGreaterThan(50 * outputScale(small));
        large.isWithin(28);
    }

    private static float outputScale(WholeRun run) {
        Affine map = run.quantized().inserted().activations().get("y");
        return Objects.requireNonNull(map).scale();
    }

    /** Issue 19503: excluding a node that is not there was silently ignored. */
    @Test
    void excludingANodeThatIsNotThereIsAnError() {
        assertThatExceptionOfType(OctetException.class)
                .isThrownBy(() -> WholeRun.of(
                        CONVOLUTION,
                        asked ->
                                asked.withPlacement(asked.settings().placement().withExcludedNodes(Set.of("conv_1")))))
                .satisfies(failure -> assertThat(failure.kind()).isEqualTo(Kind.CONFIGURATION));
    }

    /** Issues 16738 and 15836: what a sample lacks was found out deep inside the run. */
    @Test
    void aSampleWithoutAnInputIsNamed() {
        DataSource lacking = DataSource.of(List.of(Sample.of("the first", Map.of())), "nothing");
        assertThatExceptionOfType(OctetException.class)
                .isThrownBy(() -> WholeRun.of(CONVOLUTION, settings -> settings.withData(inputs -> lacking)))
                .withMessageContaining("the first")
                .withMessageContaining("'x'")
                .satisfies(failure -> assertThat(failure.kind()).isEqualTo(Kind.INVALID_DATA));
    }

    /** Issue 19601: a model that keeps its state between calls is calibrated with the state of the call before. */
    @Test
    void stateIsFedBackFromOutputToInput() {
        String text = """
                x: float[1,16]; state: float[1,16]; W = random[16,16]; factor = values[1] {1.5}
                s = Mul(state, factor)
                next = Add(s, x)
                y = MatMul(next, W)
                return next, y
                """;
        DataSource stateless = DataSource.of(
                List.of(sampleOfX(1), sampleOfX(2), sampleOfX(3), sampleOfX(4), sampleOfX(5)), "samples without state");
        WholeRun run = WholeRun.of(
                text,
                asked -> asked.withData(inputs -> stateless)
                        .withCalibration(asked.settings().calibration().withFeedback(Map.of("state", "next"))));
        Affine fed =
                Objects.requireNonNull(run.quantized().inserted().activations().get("next"));
        Affine without = Objects.requireNonNull(
                WholeRun.of(text).quantized().inserted().activations().get("next"));
        assertThat(fed.scale()).isGreaterThan(1.5f * without.scale());
    }

    private static Sample sampleOfX(int seed) {
        return Sample.of(
                "sample " + seed, Map.of("x", RandomTensors.random(ElementType.FLOAT, Shape.of(1, 16), seed, "x")));
    }
}
