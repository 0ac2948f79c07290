package dev.octet.compare.layers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import dev.octet.StaticQuantization;
import dev.octet.StaticQuantizationConfiguration;
import dev.octet.calibrate.data.DataSettings;
import dev.octet.calibrate.data.DataSource;
import dev.octet.calibrate.data.DataSources;
import dev.octet.error.Kind;
import dev.octet.error.OctetException;
import dev.octet.format.OnnxReader;
import dev.octet.graph.Attribute;
import dev.octet.graph.Graph;
import dev.octet.graph.Initializer;
import dev.octet.graph.Model;
import dev.octet.graph.Node;
import dev.octet.place.PlacementSettings;
import dev.octet.place.QuantizedForm;
import dev.octet.place.TargetTable;
import dev.octet.progress.Progress;
import dev.octet.refine.RefinementSettings;
import dev.octet.runtime.FusionReport.Kernel;
import dev.octet.testing.ProjectFolder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The sample that the project ships, quantized, and quantized and then broken. */
class LayerAnalysisTest {
    private static final Path DIGITS = ProjectFolder.root().resolve("calibration-data/digits");
    private static final LayerSettings SETTINGS = LayerSettings.defaults().withSamples(3, 2);

    private static Model floatModel;
    private static Model quantized;
    private static DataSource data;
    private static LayerReport report;

    @BeforeAll
    static void quantize(@TempDir Path folder) {
        Path model = DIGITS.resolve("digits.onnx");
        Path output = folder.resolve("digits.int8.onnx");
        StaticQuantizationConfiguration configuration = StaticQuantizationConfiguration.of(
                        model, output, DIGITS.resolve("calibration"))
                .withTarget(TargetTable.named("x86-64-vnni"));
        StaticQuantization.quantize(configuration, Progress.NONE);
        floatModel = OnnxReader.read(model);
        quantized = OnnxReader.read(output);
        data = DataSources.open(
                DIGITS.resolve("evaluation"), floatModel.graph().requiredInputs(), DataSettings.defaults());
        report = analyze(quantized, SETTINGS);
    }

    private static LayerReport analyze(Model model, LayerSettings settings) {
        return LayerAnalysis.of(floatModel, model, data, settings, Progress.NONE);
    }

    @Test
    void matchesEveryTensorAndWeightOfAModelWhoseBatchNormalizationWasFolded() {
        assertThat(report.notes()).isEmpty();
        assertThat(report.tensors())
                .hasSize(BrokenRanges.quantizedValues(quantized).size())
                .extracting(TensorLayer::name)
                .contains("image", "block.relu.output", "head.flatten.output");
        assertThat(report.weights()).extracting(WeightLayer::name).contains("classifier.weight");
        assertThat(report.samples()).isEqualTo(3);
        assertThat(report.aloneSamples()).isEqualTo(2);
    }

    @Test
    void tellsInheritedErrorFromNewError() {
        TensorLayer image = tensor("image");
        assertThat(image.inPlace().inherited().noise()).isZero();
        assertThat(image.inPlace().own()).isEqualTo(image.inPlace().total());
        TensorLayer flattened = tensor("head.flatten.output");
        assertThat(flattened.inPlace().own().noise())
                .as("it shares the scale of what it reshapes")
                .isZero();
        assertThat(flattened.inPlace().total().share()).isPositive();
    }

    @Test
    void findsNoLargeErrorInAGoodModel() {
        assertThat(Noise.decibels(report.whole())).isGreaterThan(30);
        assertThat(report.weights()).allMatch(weight -> weight.own().sqnr() > 35);
        assertThat(report.nodes())
                .filteredOn(node -> node.kernel() == Kernel.INTEGER)
                .hasSizeGreaterThan(4);
    }

    @Test
    void namesABrokenRangeFirstWhicheverItIs() {
        List<String> values = BrokenRanges.quantizedValues(quantized);
        for (int i = 0; i < values.size(); i++) {
            LayerReport broken = analyze(BrokenRanges.clipped(quantized, values.get(i)), SETTINGS.withSamples(2, 1));
            Culprit first = broken.culprits().get(0);
            assertThat(first.name()).isEqualTo(report.tensors().get(i).name());
            assertThat(first.reason()).contains("saturate");
            assertThat(first.suggestion()).contains("tensor: \"" + first.name() + "\"\n    range: ");
        }
    }

    @Test
    void measuresTheSameInOnePassAsInMany() {
        LayerReport many = analyze(quantized, SETTINGS.withMemory(1));
        assertThat(many.tensors())
                .extracting(TensorLayer::inPlace)
                .isEqualTo(report.tensors().stream().map(TensorLayer::inPlace).toList());
    }

    @Test
    void saysWhatTheTimeDidNotSufficeFor() {
        LayerReport hurried = analyze(quantized, SETTINGS.withAloneTime(Duration.ZERO));
        assertThat(hurried.culprits()).isEmpty();
        assertThat(hurried.tensors()).allMatch(tensor -> tensor.alone().isEmpty());
        assertThat(hurried.notes()).singleElement().asString().contains("In 0 s, 0 of 14 tensors and weights");
    }

    @Test
    void findsNothingInAModelThatIsNotQuantized() {
        LayerReport nothing = analyze(floatModel, SETTINGS);
        assertThat(nothing.tensors()).isEmpty();
        assertThat(nothing.culprits()).isEmpty();
        assertThat(nothing.notes())
                .containsExactly("No tensor or weight is quantized with QuantizeLinear and DequantizeLinear.");
    }

    @Test
    void saysWhichTensorsHaveNoMatch() {
        Model strange = quantized.withGraph(quantized.graph().mapNodes(LayerAnalysisTest::calledOther));
        LayerReport found = analyze(strange, SETTINGS);
        assertThat(found.notes()).singleElement().asString().contains("1 of 18").contains("'other'");
    }

    @Test
    void readsScalesThatConstantNodesGive() {
        Graph graph = quantized.graph();
        List<Node> nodes = new ArrayList<>();
        List<Initializer> rest = new ArrayList<>();
        for (Initializer initializer : graph.initializers().values()) {
            if (initializer.name().endsWith("_scale")) {
                Map<String, Attribute> value = Map.of("value", Attribute.of(initializer.tensor()));
                nodes.add(Node.of("", "Constant", List.of(), List.of(initializer.name()), value));
            } else {
                rest.add(initializer);
            }
        }
        nodes.addAll(graph.nodes());
        Model exported = quantized.withGraph(
                graph.toBuilder().nodes(nodes).initializers(rest).build());
        assertThat(analyze(exported, SETTINGS).culprits()).isEqualTo(report.culprits());
    }

    /** QLinearConv and its like hold scales and codes in inputs of their own. */
    @Test
    void saysThatOperatorsOnIntegersAreNotMeasured(@TempDir Path folder) {
        Path output = folder.resolve("digits.int8.onnx");
        StaticQuantization.quantize(
                StaticQuantizationConfiguration.of(DIGITS.resolve("digits.onnx"), output, DIGITS.resolve("calibration"))
                        .withTarget(TargetTable.named("x86-64-vnni"))
                        .withPlacement(PlacementSettings.defaults().withForm(QuantizedForm.QOPERATOR))
                        .withRefinement(RefinementSettings.defaults().withTimed(false)),
                Progress.NONE);

        LayerReport found = analyze(OnnxReader.read(output), SETTINGS.withSamples(1, 1));

        assertThat(found.notes().get(0))
                .contains("nodes, such as ", "compute with integers themselves", "--format qdq are");
    }

    @Test
    void refusesToCompareOnNoSamples() {
        assertThatExceptionOfType(OctetException.class)
                .isThrownBy(() -> LayerAnalysis.of(
                        floatModel, quantized, DataSource.of(List.of(), "nothing"), SETTINGS, Progress.NONE))
                .satisfies(failure -> assertThat(failure.kind()).isEqualTo(Kind.INVALID_DATA))
                .withMessageContaining("nothing");
    }

    @Test
    void theErrorsAloneAddUpToAboutTheWhole() {
        double sum = report.culprits().stream().mapToDouble(Culprit::alone).sum();
        assertThat(Noise.decibels(sum))
                .as("independent errors add up by their power; head.flatten.output repeats head.average.output")
                .isCloseTo(Noise.decibels(report.whole()), within(3.0));
    }

    /** A node with a value called {@code other} that the float model calls {@code down.relu.output}. */
    private static Node calledOther(Node node) {
        UnaryOperator<String> rename = name -> name.replace("down.relu.output", "other");
        return node.withInputs(node.inputs().stream()
                        .map(name ->
                                name.endsWith("_scale") || name.endsWith("_zero_point") ? name : rename.apply(name))
                        .toList())
                .withOutputs(node.outputs().stream().map(rename).toList());
    }

    private static TensorLayer tensor(String name) {
        return report.tensors().stream()
                .filter(tensor -> tensor.name().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
