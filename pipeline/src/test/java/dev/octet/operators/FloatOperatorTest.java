package dev.octet.operators;

import static org.assertj.core.api.Assertions.assertThat;

import dev.octet.defects.WholeRun;
import dev.octet.graph.Operator;
import dev.octet.place.TargetTable;
import dev.octet.runtime.FusionReport;
import dev.octet.runtime.FusionReport.Kernel;
import dev.octet.runtime.FusionReport.NodeKernel;
import dev.octet.runtime.SessionSettings;
import dev.octet.testing.GraphText;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Operators that stay float, with the reason: the ONNX Runtime that comes with Octet runs none of them on integers,
 * even where every input is dequantized and every result quantized.
 */
class FloatOperatorTest {
    private static final List<String> WHY =
            List.of("no integer form of", "x86-64-vnni has no integer kernel for", "no quantizer directly behind it");

    /**
     * An operator and the constants that it takes besides {@code d}, a {@code float[1,8,6,6]}.
     *
     * @param constants statements
     * @param call computes {@code o}
     */
    record Floating(String operator, String constants, String call) {
        @Override
        public String toString() {
            return call;
        }
    }

    private static Floating of(String operator, String constants, String call) {
        return new Floating(operator, constants, call);
    }

    private static Floating plain(String operator) {
        return of(operator, "", operator + "(d)");
    }

    /** Operators of one input that need no attribute. */
    private static final String PLAIN = """
            Abs Ceil Cos Elu Erf Exp Floor HardSigmoid HardSwish Identity Log LogSoftmax Neg
            Reciprocal Relu Round Selu Sin Softplus Softsign Sqrt Tanh ReduceMean ReduceSum ReduceL2
            GlobalMaxPool Mish LpNormalization
            """;

    static Stream<Floating> operators() {
        return Stream.concat(
                PLAIN.lines().flatMap(line -> Stream.of(line.split(" "))).map(FloatOperatorTest::plain), others());
    }

    private static Stream<Floating> others() {
        return Stream.of(
                of("ConvTranspose", "K = random[8,4,3,3]", "ConvTranspose(d, K)"),
                of("ConvTranspose", "K = random[8,2,3,3]", "ConvTranspose(d, K) {group=2}"),
                of("Sub", "", "Sub(d, d)"),
                of("Div", "k = positive[8,1,1]", "Div(d, k)"),
                of("Pow", "k = float[] {2}", "Pow(d, k)"),
                of("Max", "", "Max(d, d)"),
                of("Min", "", "Min(d, d)"),
                of("Sum", "", "Sum(d, d)"),
                of("Mean", "", "Mean(d, d)"),
                of("PRelu", "k = random[8,1,1]", "PRelu(d, k)"),
                of("Clip", "a = float[] {-0.3}; b = float[] {0.3}", "Clip(d, a, b)"),
                of("Pad", "p = int64[8] {0,0,1,1,0,0,1,1}", "Pad(d, p)"),
                of("Pad", "p = int64[8] {0,0,1,1,0,0,1,1}", "Pad(d, p) {mode=\"reflect\"}"),
                of("SpaceToDepth", "", "SpaceToDepth(d) {blocksize=2}"),
                of("GatherND", "k = int64[1,1] {0}", "GatherND(d, k)"),
                of("ScatterND", "k = int64[1,1] {0}", "ScatterND(d, k, d)"),
                of("ScatterElements", "k = int64[1,8,6,1] {0}; u = random[1,8,6,1]", "ScatterElements(d, k, u)"),
                of("ReverseSequence", "k = int64[1] {8}", "ReverseSequence(d, k) {time_axis=1, batch_axis=0}"),
                of("Trilu", "", "Trilu(d)"),
                of("Compress", "k = bool[2] {true, true}", "Compress(d, k) {axis=1}"),
                of("CenterCropPad", "k = int64[2] {4, 4}", "CenterCropPad(d, k) {axes=[2,3]}"),
                of("MaxRoiPool", "k = random[1,5]", "MaxRoiPool(d, k) {pooled_shape=[2,2]}"),
                of("CumSum", "k = int64[] {1}", "CumSum(d, k)"),
                of("Einsum", "", "Einsum(d, d) {equation=\"abij,abjk->abik\"}"),
                of("GridSample", "g = random[1,4,4,2]", "GridSample(d, g)"),
                of("LRN", "", "LRN(d) {size=3}"),
                of("LpPool", "", "LpPool(d) {kernel_shape=[2,2]}"),
                of("LayerNormalization", "s = random[6]", "LayerNormalization(d, s)"),
                of("InstanceNormalization", "s, b = random[8]", "InstanceNormalization(d, s, b)"),
                of("BatchNormalization", "s, b, m = random[8]; v = positive[8]", "BatchNormalization(d, s, b, m, v)"));
    }

    @ParameterizedTest
    @MethodSource("operators")
    void onnxRuntimeRunsItOnFloatsBetweenConversions(Floating given) {
        FusionReport report = FusionReport.of(
                GraphText.parse("""
                        opset 18
                        x: float[1,8,6,6]; scale = float[] {0.01}; zero = uint8[] {128}
                        %s
                        q = QuantizeLinear(x, scale, zero)
                        d = DequantizeLinear(q, scale, zero)
                        o = %s
                        r = QuantizeLinear(o, scale, zero)
                        y = DequantizeLinear(r, scale, zero)
                        return y
                        """.formatted(given.constants(), given.call())), SessionSettings.defaults());
        assertThat(report.nodes())
                .filteredOn(entry -> entry.node().is(given.operator()))
                .extracting(NodeKernel::kernel)
                .as(report.operators().toString())
                .doesNotContain(Kernel.INTEGER);
    }

    /** Identity and BatchNormalization are gone before placement. */
    static Stream<Floating> remaining() {
        return operators()
                .filter(given -> !List.of("Identity", "BatchNormalization").contains(given.operator()));
    }

    @ParameterizedTest
    @MethodSource("remaining")
    void octetLeavesItFloatAndSaysWhy(Floating given) {
        WholeRun run = WholeRun.of("""
                opset 18
                x: float[1,8,6,6]; V = random[8,8,1,1]
                %s
                c = Conv(x, V)
                d = Sin(c)
                o = %s
                return o
                """.formatted(given.constants(), given.call()));
        run.fuses("Conv", 1);
        assertThat(run.result().plan().nodes())
                .filteredOn(entry -> entry.node().is(given.operator()))
                .isNotEmpty()
                .extracting(entry -> entry.decision().toString())
                .allMatch(why -> WHY.stream().anyMatch(why::contains));
    }

    @ParameterizedTest
    @MethodSource("operators")
    void noTargetOfOnnxRuntimeExpectsIt(Floating given) {
        assertThat(TargetTable.named("x86-64-vnni").fusion(new Operator(Operator.ONNX, given.operator())))
                .isEmpty();
    }
}
