package dev.octet.calibrate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.octet.calibrate.data.DataSettings;
import dev.octet.calibrate.data.DataSource;
import dev.octet.calibrate.data.DataSources;
import dev.octet.calibrate.data.Sample;
import dev.octet.calibrate.data.SampleChoice;
import dev.octet.format.OnnxReader;
import dev.octet.graph.Model;
import dev.octet.observe.StatisticKind;
import dev.octet.progress.Progress;
import dev.octet.runtime.OptimizationLevel;
import dev.octet.tensor.ElementType;
import dev.octet.tensor.Shape;
import dev.octet.tensor.Tensor;
import dev.octet.testing.GraphText;
import dev.octet.testing.ProjectFolder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class PassesTest {
    private static final Path SAMPLE = ProjectFolder.root().resolve("calibration-data/digits");
    private static final CalibrationSettings SETTINGS = CalibrationSettings.defaults();

    /** Hears how many samples are to be looked at. */
    private static final class Total implements Progress {
        private long total;

        @Override
        public void started(String task, long steps) {
            total = steps;
        }

        @Override
        public void advanced(long done) {}

        @Override
        public void finished() {}
    }

    @Test
    void severalPassesSeeTheBitsThatOneSees() {
        Model model = OnnxReader.read(SAMPLE.resolve("digits.onnx"));
        Set<String> values = new LinkedHashSet<>();
        model.graph().inputs().forEach(input -> values.add(input.name()));
        model.graph().nodes().forEach(node -> values.add(node.output()));
        DataSource all = DataSources.open(
                SAMPLE.resolve("calibration"), model.graph().requiredInputs(), DataSettings.defaults());
        DataSource data = SampleChoice.spread(all, 12, 1);
        CalibrationSettings settings = SETTINGS.withStatistics(EnumSet.allOf(StatisticKind.class));
        Total one = new Total();
        Total several = new Total();

        CalibrationResult whole = Calibrator.observe(model, values, data, settings, one);
        CalibrationResult parts = Calibrator.observe(model, values, data, settings.withMemoryBudget(60_000), several);

        assertThat(one.total).isEqualTo(12);
        assertThat(several.total).isGreaterThan(24);
        assertThat(parts).isEqualTo(whole);
    }

    @Test
    void oneNaNIsReportedByThePassThatSeesIt() {
        Model model = GraphText.parse("x: float[N,2]; a = Neg(x); b = Sqrt(x); return a, b");
        DataSource data = DataSource.of(
                List.of(
                        Sample.of("good", Map.of("x", Tensor.ofFloats(Shape.of(1, 2), 1, 4))),
                        Sample.of("bad", Map.of("x", Tensor.ofFloats(Shape.of(1, 2), -1, 9)))),
                "two");
        Set<String> values = new LinkedHashSet<>(List.of("b", "a", "x"));

        CalibrationResult result = Calibrator.observe(model, values, data, SETTINGS.withMemoryBudget(1), Progress.NONE);

        assertThat(result.statistics().keySet()).containsExactly("b", "a", "x");
        assertThat(result.nonFinite())
                .extracting(NonFinite::toString)
                .containsExactly("'b': 1 value is NaN or infinite in 1 sample, first in 'bad'");
        assertThat(result.samples()).isEqualTo(2);
    }

    @Test
    void neighboursShareAPassWhileTheyFit() {
        List<String> values = List.of("a", "b", "c", "d", "e");
        Map<String, Long> sizes = Map.of("a", 3L, "b", 3L, "c", 9L, "d", 1L);

        assertThat(Passes.split(values, sizes, 6)).containsExactly(Set.of("a", "b"), Set.of("c"), Set.of("d", "e"));
        assertThat(Passes.split(values, sizes, 100)).containsExactly(new LinkedHashSet<>(values));
        assertThat(Passes.split(values, sizes, 0))
                .containsExactly(Set.of("a"), Set.of("b"), Set.of("c"), Set.of("d"), Set.of("e"));
    }

    @Test
    void aSampleThatFailsIsReportedAsWithoutABudget() {
        Model model = GraphText.parse("x: float[N,2]; a = Neg(x); b = Neg(a); return b");
        List<Sample> samples = new ArrayList<>();
        samples.add(Sample.of("wrong", Map.of("x", Tensor.ofFloats(Shape.of(1, 3), 1, 2, 3))));

        assertThatThrownBy(() -> Calibrator.observe(
                        model,
                        Set.of("a", "b"),
                        DataSource.of(samples, "one"),
                        SETTINGS.withMemoryBudget(1),
                        Progress.NONE))
                .hasMessageStartingWith("Sample 'wrong': Input 'x': expected float[N,2]");
    }

    @Test
    void refusesABudgetOfNothing() {
        assertThatThrownBy(() -> SETTINGS.withMemoryBudget(0)).isInstanceOf(IllegalArgumentException.class);
    }

    /** Bytes of two elements, 1 and 5, little-endian or packed. */
    static Stream<Arguments> inputsThatAreWidened() {
        return Stream.of(
                Arguments.of(ElementType.UINT16, new byte[] {1, 0, 5, 0}),
                Arguments.of(ElementType.UINT32, new byte[] {1, 0, 0, 0, 5, 0, 0, 0}),
                Arguments.of(ElementType.INT4, new byte[] {0x51}),
                Arguments.of(ElementType.UINT4, new byte[] {0x51}));
    }

    /** ONNX Runtime for Java takes no tensors of these types, so sessions give the model others under other names. */
    @ParameterizedTest
    @MethodSource("inputsThatAreWidened")
    void severalPassesTakeInputsOfTypesThatJavaLacks(ElementType type, byte[] two) {
        Model model = GraphText.parse("""
                opset 21
                x: %s[1,2]; i: float[1,2]; f = Cast(x) {to=1}; g = Add(f, i); a = Neg(g); b = Sqrt(g); c = Exp(a)
                return a, b, c
                """.formatted(type.onnxName()));
        Tensor x = Tensor.ofBytes(type, Shape.of(1, 2), two);
        Tensor i = Tensor.ofFloats(Shape.of(1, 2), 3, 4);
        DataSource data = DataSource.of(List.of(Sample.of("one", Map.of("x", x, "i", i))), "one");
        Set<String> values = new LinkedHashSet<>(List.of("b", "a", "c", "i"));

        CalibrationResult whole = Calibrator.observe(model, values, data, SETTINGS, Progress.NONE);
        CalibrationResult parts = Calibrator.observe(model, values, data, SETTINGS.withMemoryBudget(1), Progress.NONE);

        assertThat(parts).isEqualTo(whole);
        assertThat(maximum(whole, "b")).isEqualTo(3);
    }

    @Test
    void aPassOverAConvolutionTakesInputsOfTypesThatJavaLacks() {
        Model model = GraphText.parse("""
                x: uint16[1,1,4,4]; W = random[8,1,3,3]; f = Cast(x) {to=1}; y = Conv(f, W); z = Relu(y)
                return y, z
                """);
        byte[] elements = new byte[32];
        elements[6] = 9;
        Tensor x = Tensor.ofBytes(ElementType.UINT16, Shape.of(1, 1, 4, 4), elements);
        DataSource data = DataSource.of(List.of(Sample.of("one", Map.of("x", x))), "one");
        Set<String> values = new LinkedHashSet<>(List.of("y", "z"));

        CalibrationResult blocked = Calibrator.observe(model, values, data, SETTINGS, Progress.NONE);
        CalibrationResult plain = Calibrator.observe(
                model, values, data, SETTINGS.withOptimization(OptimizationLevel.BASIC), Progress.NONE);

        assertThat(maximum(blocked, "z")).isCloseTo(maximum(plain, "z"), within(1e-5f));
    }

    private static float maximum(CalibrationResult result, String value) {
        return Objects.requireNonNull(result.statistics().get(value)).minMax().max();
    }
}
