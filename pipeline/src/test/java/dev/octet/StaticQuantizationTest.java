package dev.octet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.octet.calibrate.data.DataSettings;
import dev.octet.calibrate.data.DataSource;
import dev.octet.calibrate.data.DataSources;
import dev.octet.calibrate.data.Sample;
import dev.octet.compare.fidelity.FidelityMeter;
import dev.octet.error.Kind;
import dev.octet.error.OctetException;
import dev.octet.format.OnnxReader;
import dev.octet.format.OnnxWriter;
import dev.octet.graph.Model;
import dev.octet.observe.RangeMethod;
import dev.octet.place.PlacementSettings;
import dev.octet.place.TargetTable;
import dev.octet.progress.Progress;
import dev.octet.runtime.Session;
import dev.octet.runtime.SessionSettings;
import dev.octet.tensor.Shape;
import dev.octet.tensor.Tensor;
import dev.octet.testing.GraphText;
import dev.octet.testing.ProjectFolder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The whole pipeline on the sample that the project ships. */
class StaticQuantizationTest {
    private static final Path DIGITS = ProjectFolder.root().resolve("calibration-data/digits");
    private static final Path MODEL = DIGITS.resolve("digits.onnx");

    @TempDir
    private Path folder;

    /** The target is named, so that the test is the same on every machine. */
    private StaticQuantizationConfiguration digits(String output) {
        return StaticQuantizationConfiguration.of(MODEL, folder.resolve(output), DIGITS.resolve("calibration"))
                .withTarget(TargetTable.named("x86-64-vnni"));
    }

    @Test
    void quantizesTheSampleAndKeepsItsMeaning() {
        StaticQuantizationResult result = StaticQuantization.quantize(digits("digits.int8.onnx"), Progress.NONE);
        assertThat(result.prepared().trace().appliedCounts()).containsEntry("FoldBatchNormIntoConv", 4);
        assertThat(result.sizeRatio()).isLessThan(0.3);
        assertThat(sqnr(result.output())).isGreaterThan(30);
    }

    @Test
    void givesTheSameBytesTwice() throws Exception {
        Path first =
                StaticQuantization.quantize(digits("first.onnx"), Progress.NONE).output();
        Path second = StaticQuantization.quantize(digits("second.onnx"), Progress.NONE)
                .output();
        assertThat(Files.readAllBytes(second)).isEqualTo(Files.readAllBytes(first));
    }

    @Test
    void refusesToWriteOverTheFloatModel() {
        StaticQuantizationConfiguration onto =
                StaticQuantizationConfiguration.of(MODEL, MODEL, DIGITS.resolve("calibration"));
        assertThatExceptionOfType(OctetException.class)
                .isThrownBy(() -> StaticQuantization.quantize(onto, Progress.NONE))
                .satisfies(failure -> assertThat(failure.kind()).isEqualTo(Kind.CONFIGURATION))
                .withMessageContaining("--output");
    }

    @Test
    void refusesToExcludeWhatIsNotThereAndSuggestsWhatIs() {
        PlacementSettings wrong = PlacementSettings.defaults().withExcludedNodes(Set.of("stem.cnov"));
        assertThatExceptionOfType(OctetException.class)
                .isThrownBy(() -> StaticQuantization.quantize(digits("out.onnx").withPlacement(wrong), Progress.NONE))
                .satisfies(failure -> assertThat(failure.kind()).isEqualTo(Kind.CONFIGURATION))
                .withMessageContaining("did you mean 'stem.conv'?");
    }

    @Test
    void leavesAnExcludedNodeFloat() {
        PlacementSettings without = PlacementSettings.defaults().withExcludedNodes(Set.of("stem.conv"));
        StaticQuantizationResult result =
                StaticQuantization.quantize(digits("out.onnx").withPlacement(without), Progress.NONE);
        assertThat(result.plan().quantized())
                .noneMatch(plan -> plan.node().name().equals("stem.conv"));
    }

    @ParameterizedTest
    @EnumSource(RangeMethod.class)
    void everyRangeMethodKeepsTheMeaningOfTheSample(RangeMethod method) {
        StaticQuantizationConfiguration configuration = digits(method.optionName() + ".onnx");
        StaticQuantizationResult result = StaticQuantization.quantize(
                configuration.withEstimator(
                        method.estimator(configuration.settings().target().activation())),
                Progress.NONE);
        assertThat(sqnr(result.output())).isGreaterThan(20);
    }

    @Test
    void leavesAModelWithNothingToQuantizeAsItWasAndSaysSo() throws Exception {
        Path model = folder.resolve("tanh.onnx");
        OnnxWriter.write(GraphText.parse("x: float[1,4]\ny = Tanh(x)\nreturn y\n"), model);
        DataSource one = DataSource.of(
                List.of(Sample.of("one", Map.of("x", Tensor.ofFloats(Shape.of(1, 4), 1, 2, 3, 4)))), "one sample");
        StaticQuantizationResult result = StaticQuantization.quantize(
                StaticQuantizationConfiguration.of(model, folder.resolve("out.onnx"), one), Progress.NONE);
        assertThat(result.outcome()).isInstanceOf(StaticQuantizationResult.LeftFloat.class);
        assertThat(Files.readAllBytes(result.output())).isEqualTo(Files.readAllBytes(model));
    }

    private static double sqnr(Path quantized) {
        Model reference = OnnxReader.read(MODEL);
        FidelityMeter meter = new FidelityMeter();
        try (Session before = Session.open(reference, SessionSettings.defaults());
                Session after = Session.open(OnnxReader.read(quantized), SessionSettings.defaults())) {
            for (Sample sample : DataSources.open(
                    DIGITS.resolve("evaluation"), reference.graph().requiredInputs(), DataSettings.defaults())) {
                Map<String, Tensor> inputs = sample.inputs();
                meter.add(logits(before, inputs), logits(after, inputs), 10);
            }
        }
        return meter.result().sqnr();
    }

    private static float[] logits(Session session, Map<String, Tensor> inputs) {
        return session.run(inputs).values().iterator().next().toFloats();
    }
}
