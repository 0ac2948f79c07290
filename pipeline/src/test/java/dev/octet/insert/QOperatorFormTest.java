package dev.octet.insert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import dev.octet.StaticQuantization;
import dev.octet.StaticQuantizationConfiguration;
import dev.octet.StaticQuantizationResult.Quantized;
import dev.octet.calibrate.data.DataSettings;
import dev.octet.calibrate.data.DataSource;
import dev.octet.calibrate.data.DataSources;
import dev.octet.calibrate.data.Sample;
import dev.octet.error.Kind;
import dev.octet.error.OctetException;
import dev.octet.format.ModelCheck;
import dev.octet.format.OnnxReader;
import dev.octet.graph.Model;
import dev.octet.graph.Node;
import dev.octet.operators.FreeIntegers;
import dev.octet.operators.OperatorCase;
import dev.octet.place.PlacementSettings;
import dev.octet.place.QuantizedForm;
import dev.octet.place.TargetTable;
import dev.octet.progress.Progress;
import dev.octet.refine.RefinementSettings;
import dev.octet.runtime.OptimizationLevel;
import dev.octet.runtime.Session;
import dev.octet.runtime.SessionSettings;
import dev.octet.tensor.Tensor;
import dev.octet.testing.GraphText;
import dev.octet.testing.ProjectFolder;
import dev.octet.testing.SeededSamples;
import dev.octet.testing.SharedFolder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Operators on integers compute what ONNX Runtime makes of the pairs. */
class QOperatorFormTest {
    private static final SessionSettings OPTIMIZED = SessionSettings.defaults().withThreads(1);
    private static final SessionSettings PLAIN = OPTIMIZED.withLevel(OptimizationLevel.NONE);

    @TempDir
    private Path folder;

    private static Model converted(Model pairs) {
        Model integers = QOperatorForm.of(pairs);
        ModelCheck.check(integers);
        return integers;
    }

    /**
     * The same bits as the pairs with optimizations, and one step from them without. Pairs run as floats round
     * otherwise.
     */
    private static void assertSame(Model pairs, Model integers, DataSource samples, float step) {
        try (Session fused = Session.open(pairs, OPTIMIZED);
                Session emulated = Session.open(pairs, PLAIN);
                Session optimized = Session.open(integers, OPTIMIZED);
                Session plain = Session.open(integers, PLAIN)) {
            for (Sample sample : samples) {
                Map<String, Tensor> wanted = fused.run(sample.inputs());
                assertWithin(wanted, optimized.run(sample.inputs()), 0);
                assertWithin(wanted, plain.run(sample.inputs()), step);
                assertWithin(emulated.run(sample.inputs()), plain.run(sample.inputs()), 3 * step);
            }
        }
    }

    private static void assertWithin(Map<String, Tensor> wanted, Map<String, Tensor> got, float step) {
        wanted.forEach((name, tensor) -> {
            float[] expected = tensor.toFloats();
            float[] actual = Objects.requireNonNull(got.get(name)).toFloats();
            assertThat(actual).hasSameSizeAs(expected);
            for (int i = 0; i < expected.length; i++) {
                assertThat(actual[i]).as("%s[%d]", name, i).isCloseTo(expected[i], within(step * 1.001f));
            }
        });
    }

    private static List<String> operators(Model model) {
        return model.graph().nodes().stream()
                .map(node -> node.operator().type())
                .toList();
    }

    /** The largest scale of a pair that an output comes from. */
    private static float step(QdqFixture quantized) {
        return quantized.before().graph().outputs().stream()
                .map(output -> quantized.inserted().activations().get(output.name()))
                .map(map -> map == null ? 0 : map.scale())
                .max(Float::compare)
                .orElseThrow();
    }

    @ParameterizedTest
    @MethodSource("dev.octet.operators.OperatorTest#between")
    void computesTheSameBetweenTwoConvolutions(OperatorCase given) {
        QdqFixture quantized = QdqFixture.quantize(given.text(), FreeIntegers.TARGET);
        Model pairs = quantized.inserted().model();
        Model integers = converted(pairs);

        assertThat(operators(integers))
                .contains(given.kernel().replace("com.microsoft.", ""))
                .doesNotContain("Conv", "Add", "Mul", "MatMul");
        assertThat(operators(integers).stream().filter("QuantizeLinear"::equals))
                .hasSize(1);
        assertThat(operators(integers).stream().filter("DequantizeLinear"::equals))
                .hasSize(quantized.before().graph().outputs().size());
        assertSame(pairs, integers, SeededSamples.of(pairs, 3), step(quantized));
    }

    @Test
    void writesProductsWhoseResultStaysFloat() {
        QdqFixture quantized = QdqFixture.quantize("""
                x: float[2,4,2,2]; A = random[16,16]; B = random[16,8]; C = random[8,4]; b = random[16]; d = random[4]
                f = Flatten(x)
                g = Gemm(f, A, b)
                r = Relu(g)
                m = MatMul(r, B)
                t = Tanh(m)
                y = Gemm(t, C, d)
                return y
                """);
        Model pairs = quantized.inserted().model();
        Model integers = converted(pairs);

        assertThat(operators(integers))
                .contains("QGemm", "MatMulIntegerToFloat", "Tanh")
                .doesNotContain("Gemm", "MatMul", "Relu", "DequantizeLinear");
        assertSame(pairs, integers, SeededSamples.of(pairs, 3), 1e-5f);
    }

    @Test
    void keepsAReluThatTheCodesDoNotReplace() {
        // Symmetric codes reach below zero, so that the Relu in front of the quantizer still has something to do.
        QdqFixture quantized = QdqFixture.quantize("""
                x: float[1,4,8,8]; K = random[4,4,1,1]
                c = Conv(x, K)
                r = Relu(c)
                y = Conv(r, K)
                return y
                """, TargetTable.named("tensorrt"));
        Model integers = converted(quantized.inserted().model());

        assertThat(operators(integers)).contains("Relu", "Conv");
    }

    @Test
    void leavesCodesOfSixteenBitsInPairs() {
        QdqFixture quantized = QdqFixture.quantize("""
                opset 21
                x: float[1,4,8,8]; K = random[4,4,1,1]
                y = Conv(x, K)
                return y
                """, TargetTable.named("qnn-16"));
        Model pairs = quantized.inserted().model();

        assertThat(operators(converted(pairs))).isEqualTo(operators(pairs));
    }

    @Test
    void leavesABiasOfAnotherScaleInPairs() {
        // As another tool may write it: the bias has half of the scale that QLinearConv takes for granted.
        Model pairs = GraphText.parse("""
                x: float[1,1,4,4]
                s = values[] {0.5}; z = uint8[] {128}; w = int8[1,1,1,1] {3}; wz = int8[] {0}; b = int32[1] {7}; bs = values[] {0.125}; bz = int32[] {0}
                q = QuantizeLinear(x, s, z)
                d = DequantizeLinear(q, s, z)
                wd = DequantizeLinear(w, s, wz)
                bd = DequantizeLinear(b, bs, bz)
                c = Conv(d, wd, bd)
                e = QuantizeLinear(c, s, z)
                y = DequantizeLinear(e, s, z)
                return y
                """);
        assertThat(operators(converted(pairs))).isEqualTo(operators(pairs));
    }

    @Test
    void isRefusedForTargetsThatReadPairs() {
        Path digits = ProjectFolder.root().resolve("calibration-data/digits");
        StaticQuantizationConfiguration configuration = StaticQuantizationConfiguration.of(
                        digits.resolve("digits.onnx"), folder.resolve("out.onnx"), digits.resolve("calibration"))
                .withTarget(TargetTable.named("tensorrt"))
                .withPlacement(PlacementSettings.defaults().withForm(QuantizedForm.QOPERATOR));
        assertThatExceptionOfType(OctetException.class)
                .isThrownBy(() -> StaticQuantization.quantize(configuration, Progress.NONE))
                .satisfies(failure -> assertThat(failure.kind()).isEqualTo(Kind.CONFIGURATION))
                .withMessageContaining("--format qdq");
    }

    @Test
    void writesARealResidualNetworkWithTheSameResults() {
        Path model = SharedFolder.require("models/cifar_resnet20.onnx");
        Path images = SharedFolder.require("data/cifar10/evaluation");
        DataSource samples = first(
                DataSources.open(images, OnnxReader.read(model).graph().requiredInputs(), DataSettings.defaults()), 8);
        Map<QuantizedForm, Model> forms = new EnumMap<>(QuantizedForm.class);
        for (QuantizedForm form : QuantizedForm.values()) {
            Quantized quantized = StaticQuantization.quantize(
                            StaticQuantizationConfiguration.of(model, folder.resolve("out.onnx"), samples)
                                    .withTarget(TargetTable.named("x86-64-vnni"))
                                    .withPlacement(PlacementSettings.defaults().withForm(form))
                                    .withRefinement(RefinementSettings.defaults()
                                            .withFloor(Double.NEGATIVE_INFINITY)
                                            .withTimed(false)),
                            Progress.NONE)
                    .quantized()
                    .orElseThrow();
            forms.put(form, quantized.model());
        }
        Model integer = Objects.requireNonNull(forms.get(QuantizedForm.QOPERATOR));
        assertThat(operators(integer)).contains("QLinearConv", "QLinearAdd").doesNotContain("Conv", "Add");
        try (Session pairs = Session.open(Objects.requireNonNull(forms.get(QuantizedForm.QDQ)), OPTIMIZED);
                Session integers = Session.open(integer, OPTIMIZED)) {
            samples.forEach(sample -> assertWithin(pairs.run(sample.inputs()), integers.run(sample.inputs()), 0));
        }
    }

    private static DataSource first(DataSource all, int count) {
        List<Sample> some = new ArrayList<>();
        for (Sample sample : all) {
            if (some.size() == count) {
                break;
            }
            some.add(sample);
        }
        return DataSource.of(some, "a few");
    }

    @Test
    void givesNodesAndValuesTheirOldNames() {
        QdqFixture quantized = QdqFixture.quantize("""
                x: float[1,4,8,8]; K = random[4,4,1,1]
                [conv] y = Conv(x, K)
                return y
                """);
        Model integers = converted(quantized.inserted().model());
        assertThat(integers.graph().nodes()).extracting(Node::name).contains("conv");
        assertThat(GraphText.print(integers)).contains("return y");
    }
}
