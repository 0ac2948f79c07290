package dev.octet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.octet.compare.fidelity.FidelityMeter;
import dev.octet.format.OnnxReader;
import dev.octet.format.OnnxWriter;
import dev.octet.graph.Graph;
import dev.octet.graph.Model;
import dev.octet.graph.Node;
import dev.octet.place.PlacementSettings;
import dev.octet.place.PlacementSettings.Preference;
import dev.octet.place.Target;
import dev.octet.place.TargetTable;
import dev.octet.progress.Progress;
import dev.octet.refine.RefinementSettings;
import dev.octet.runtime.OptimizationLevel;
import dev.octet.runtime.Session;
import dev.octet.runtime.SessionSettings;
import dev.octet.tensor.ElementType;
import dev.octet.tensor.Tensor;
import dev.octet.testing.GraphText;
import dev.octet.testing.SeededSamples;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** A small residual network as each target wants it. */
class TargetsTest {
    private static final Model MODEL = GraphText.parse("""
            x: float[1,3,16,16]
            K0 = random[16,3,3,3]; K1, K2 = random[16,16,3,3]; b0, b1, b2 = random[16]; W = random[16,8]
            [stem] c0 = Conv(x, K0, b0) {pads=[1,1,1,1]}
            r0 = Relu(c0)
            [first] c1 = Conv(r0, K1, b1) {pads=[1,1,1,1]}
            r1 = Relu(c1)
            [second] c2 = Conv(r1, K2, b2) {pads=[1,1,1,1]}
            [sum] s = Add(c2, r0)
            r2 = Relu(s)
            p = GlobalAveragePool(r2)
            f = Flatten(p)
            [head] y = MatMul(f, W)
            return y
            """);
    private static final SessionSettings ONE_THREAD = SessionSettings.defaults().withThreads(1);

    @TempDir
    private Path folder;

    static List<Target> targets() {
        return TargetTable.TARGETS;
    }

    private Graph quantize(String target) {
        Path file = folder.resolve("model.onnx");
        OnnxWriter.write(MODEL, file);
        StaticQuantizationResult result = StaticQuantization.quantize(
                StaticQuantizationConfiguration.of(file, folder.resolve("out.onnx"), SeededSamples.of(MODEL, 4))
                        .withTarget(TargetTable.named(target))
                        .withPlacement(PlacementSettings.defaults().withPreference(Preference.SIZE))
                        .withRefinement(RefinementSettings.defaults().withTimed(false)),
                Progress.NONE);
        assertThat(result.quantized()).isPresent();
        return OnnxReader.read(result.output()).graph();
    }

    @ParameterizedTest
    @MethodSource("targets")
    void runsInOnnxRuntimeWithTheSameMeaningOptimizedOrNot(Target target) {
        quantize(target.name());
        Model quantized = OnnxReader.read(folder.resolve("out.onnx"));
        for (OptimizationLevel level : List.of(OptimizationLevel.NONE, OptimizationLevel.ALL)) {
            assertThat(sqnr(quantized, level)).as(level.toString()).isGreaterThan(25);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "x86-64-vnni, UINT8, 127, true, true",
        "x86-64-avx2, UINT8, 64, true, true",
        "arm64, INT8, 127, true, true",
        "generic, UINT8, 64, true, true",
        "tensorrt, INT8, 127, true, true",
        "qnn, UINT8, 127, true, false",
        "qnn-16, UINT16, 127, true, false",
        "fbgemm, UINT8, 127, true, true",
        "qnnpack, UINT8, 127, false, false"
    })
    void hasTheTypesOfItsTarget(
            String target, ElementType activation, long leastHighest, boolean convolution, boolean product) {
        Graph graph = quantize(target);

        assertThat(zeroPoint(graph, input(graph, "stem", 0)).type()).isEqualTo(activation);
        for (String node : List.of("stem", "first", "second", "head")) {
            Tensor codes = graph.constant(input(graph, node, 1).inputs().get(0)).orElseThrow();
            assertThat(codes.type()).isEqualTo(ElementType.INT8);
            assertThat(LongStream.of(codes.toLongs()).map(Math::abs).max().orElseThrow())
                    .as(node)
                    .isBetween(leastHighest, 128L);
            assertThat(zeroPoint(graph, input(graph, node, 1)).toLongs()).containsOnly(0);
            assertThat(scale(graph, input(graph, node, 1)).elementCount() > 1)
                    .as("per channel: " + node)
                    .isEqualTo(node.equals("head") ? product : convolution);
        }
    }

    @Test
    void tensorRtGetsSymmetricPairsInFrontOfProductsAndAroundThem() {
        Graph graph = quantize("tensorrt");

        assertThat(graph.nodes())
                .filteredOn(node -> node.is("QuantizeLinear") || node.is("DequantizeLinear"))
                .allSatisfy(node -> assertThat(zeroPoint(graph, node).toLongs()).containsOnly(0));
        for (String node : List.of("stem", "first", "second", "head")) {
            assertThat(input(graph, node, 0).is("DequantizeLinear")).as(node).isTrue();
        }
        // Biases stay float: TensorRT has no int32 DequantizeLinear.
        assertThat(node(graph, "first").inputs().get(2)).isEqualTo("b1");
        // The second convolution and the sum are one kernel, so no pair may stand between them; what goes around has
        // one.
        assertThat(input(graph, "sum", 0).is("Conv")).isTrue();
        assertThat(input(graph, "sum", 1).is("DequantizeLinear")).isTrue();
        // Nothing is quantized that no product reads.
        assertThat(producer(graph, "p").inputs()).containsExactly("r2");
        assertThat(graph.nodes()).filteredOn(node -> node.is("QuantizeLinear")).hasSize(4);
    }

    @Test
    void tensorRtTakesTheEarlierOfTwoConvolutionsForTheOneThatGoesAround() {
        Model twoBranches = GraphText.parse("""
                x: float[1,16,16,16]
                K = random[16,16,1,1]; L = random[16,16,3,3]
                [short] a = Conv(x, K)
                [long] b = Conv(x, L) {pads=[1,1,1,1]}
                [sum] y = Add(a, b)
                return y
                """);
        Path file = folder.resolve("two.onnx");
        OnnxWriter.write(twoBranches, file);

        StaticQuantization.quantize(
                StaticQuantizationConfiguration.of(file, folder.resolve("out.onnx"), SeededSamples.of(twoBranches, 2))
                        .withTarget(TargetTable.named("tensorrt")),
                Progress.NONE);

        Graph graph = OnnxReader.read(folder.resolve("out.onnx")).graph();
        assertThat(input(graph, "sum", 0).is("DequantizeLinear")).isTrue();
        assertThat(input(graph, "sum", 1).is("Conv")).isTrue();
    }

    @Test
    void qnnGetsAPairAroundEveryOperator() {
        Graph graph = quantize("qnn");

        assertThat(graph.nodes())
                .filteredOn(
                        node -> node.is("Conv") || node.is("Add") || node.is("GlobalAveragePool") || node.is("MatMul"))
                .allSatisfy(node -> assertThat(graph.uses()
                                .producer(node.inputs().get(0))
                                .orElseThrow()
                                .is("DequantizeLinear"))
                        .isTrue());
    }

    @Test
    void fbgemmUsesHalfOfTheCodesOfActivations() {
        Graph graph = quantize("fbgemm");

        // The input is in [-1, 1), which 127 steps have to hold; all of uint8 would have 255.
        float scale = scale(graph, input(graph, "stem", 0)).toFloats()[0];
        assertThat(scale).isBetween(1.7f / 127, 2f / 127);
    }

    private static double sqnr(Model quantized, OptimizationLevel level) {
        FidelityMeter meter = new FidelityMeter();
        try (Session before = Session.open(MODEL, ONE_THREAD);
                Session after = Session.open(quantized, ONE_THREAD.withLevel(level))) {
            SeededSamples.of(MODEL, 4).forEach(sample -> {
                Map<String, Tensor> wanted = before.run(sample.inputs());
                Map<String, Tensor> got = after.run(sample.inputs());
                meter.add(values(wanted), values(got), 8);
            });
        }
        return meter.result().sqnr();
    }

    private static float[] values(Map<String, Tensor> outputs) {
        return outputs.values().iterator().next().toFloats();
    }

    private static Node node(Graph graph, String name) {
        return graph.nodes().stream()
                .filter(node -> node.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static Node producer(Graph graph, String value) {
        Optional<Node> producer = graph.uses().producer(value);
        assertThat(producer).as("producer of '%s'", value).isPresent();
        return producer.orElseThrow();
    }

    /** The node that gives an input of the node of that name. */
    private static Node input(Graph graph, String name, int slot) {
        return producer(graph, node(graph, name).inputs().get(slot));
    }

    private static Tensor scale(Graph graph, Node conversion) {
        return graph.constant(conversion.inputs().get(1)).orElseThrow();
    }

    private static Tensor zeroPoint(Graph graph, Node conversion) {
        return graph.constant(conversion.inputs().get(2)).orElseThrow();
    }
}
