package dev.octet.calibrate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.octet.calibrate.data.DataSettings;
import dev.octet.calibrate.data.DataSource;
import dev.octet.calibrate.data.DataSources;
import dev.octet.calibrate.data.Sample;
import dev.octet.calibrate.data.SampleChoice;
import dev.octet.format.OnnxReader;
import dev.octet.graph.Model;
import dev.octet.observe.StatisticKind;
import dev.octet.progress.Progress;
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
import java.util.Set;
import org.junit.jupiter.api.Test;

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
                .containsExactly("'b': 1 NaN or infinite value(s) in 1 sample(s), first in 'bad'");
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
}
