package dev.octet.defects;

import static org.assertj.core.api.Assertions.assertThat;

import dev.octet.graph.Model;
import dev.octet.graph.Node;
import dev.octet.tensor.ElementType;
import dev.octet.testing.GraphText;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Changes to graphs that other quantizers got wrong. */
class GraphSurgeryDefectsTest {
    /** Per-channel weights below opset 13 gave an invalid model: DequantizeLinear had no axis. */
    @ParameterizedTest
    @ValueSource(ints = {7, 8, 9, 10, 11, 12, 13, 18, 20, 21})
    void weightsArePerChannelInEveryOpset(int opset) {
        WholeRun run = WholeRun.of(
                        "opset %d\nir 4\n".formatted(opset)
                                + "x: float[1,8,6,6]; V, W = random[8,8,3,3]; c = Conv(x, V); r = Relu(c); y = Conv(r, W); return y")
                .isWithin(30)
                .fuses("Conv", 2);
        assertThat(run.written().opset()).isEqualTo(Math.max(13, opset));
        assertThat(run.nodes())
                .filteredOn(node -> node.is("DequantizeLinear"))
                .anyMatch(node -> node.intAttribute("axis", 1) == 0);
    }

    /** A Relu was removed although the body of an If reads what is in front of it: a dangling name. */
    @Test
    void whatASubgraphReadsInFrontOfAReluStays() {
        WholeRun.of("""
                flag: bool[]; x: float[1,8,6,6]; V, W = random[8,8,3,3]
                c = Conv(x, V)
                r = Relu(c)
                d = Conv(r, W)
                y = If(flag) {then_branch={t = Neg(c); return t}, else_branch={e = Abs(c); return e}}
                return d, y
                """).isWithin(30).fuses("Conv", 2);
    }

    /** The body of a Loop reads a quantized value in every round. */
    @Test
    void whatALoopReadsStays() {
        WholeRun.of("""
                x: float[4,16]; V, W = random[16,16]; n = int64[] {3}; on = bool[] {true}; start = values[4,16] {0}
                c = MatMul(x, V)
                d = MatMul(c, W)
                last = Loop(n, on, start) {body={i: int64[]; cond: bool[]; sum: float[4,16]
                  again = Identity(cond); more = Add(sum, c); return again, more}}
                return d, last
                """).isWithin(28);
    }

    /** Per-channel parameters on axis 1 of a stack of matrices fail when the model runs (issue 25489). */
    @ParameterizedTest
    @ValueSource(strings = {"2,8,8", "1,8,8", "8,8"})
    void aStackOfConstantMatricesRuns(String shape) {
        WholeRun.of("x: float[2,4,8]; B = random[%s]; y = MatMul(x, B); return y".formatted(shape))
                .isWithin(28)
                .fuses("MatMul", 1);
    }

    /** Issues 14142, 17760 and 8811: an initializer called x_scale or W_quantized broke the model. */
    @Test
    void namesThatAreTakenAreNotTakenAgain() {
        WholeRun.of("""
                x: float[1,4,6,6]; W = random[4,4,1,1]; x_scale, x_quantized, W_quantized, W_scale = random[1,4,6,6]
                [x_QuantizeLinear] x_dequantized = Add(x, x_scale)
                c = Conv(x, W)
                n = Add(x_quantized, W_quantized)
                m = Add(n, W_scale)
                y = Add(c, m)
                return y, x_dequantized
                """).isWithin(30);
    }

    /** Names inside a subgraph are taken too. */
    @Test
    void namesInSubgraphsAreNotTakenAgain() {
        WholeRun.of("""
                flag: bool[]; x: float[1,4,6,6]; W = random[4,4,1,1]
                c = Conv(x, W)
                y = If(flag) {then_branch={c_quantized = Neg(c); return c_quantized}, else_branch={x_scale = Abs(x); return x_scale}}
                return y
                """).isWithin(28);
    }

    /** Weights from Constant or Identity nodes were taken for activations: float on disk, and not per channel. */
    @Test
    void weightsMayComeFromConstantAndIdentityNodes() {
        WholeRun run = WholeRun.of("""
                x: float[1,1,4,4]; U = random[2,1,1,1]
                K = Constant() {value=float[1,1,1,1] {0.7}}
                V = Identity(U)
                c = Conv(x, K)
                y = Conv(c, V)
                return y
                """).isWithin(28).fuses("Conv", 2);
        assertThat(run.quantized().inserted().constants()).hasSize(2);
        assertThat(run.count("Constant")).isZero();
    }

    /** Initializers that are inputs too: fine in IR 3, part of the signature from IR 4 on. */
    @Test
    void initializersAsInputsAreWeightsInIr3() {
        WholeRun.of("ir 3\nopset 8\nx: float[1,4,6,6]; W: float[4,4,1,1] = random; y = Conv(x, W); return y")
                .isWithin(30)
                .fuses("Conv", 1);
    }

    @Test
    void initializersThatACallerMayOverrideStayOverridable() {
        WholeRun run = WholeRun.of("""
                x: float[1,4,6,6]; W: float[4,4,1,1] = random; V = random[4,4,1,1]
                c = Conv(x, W)
                y = Conv(x, V)
                return c, y
                """).isWithin(30).fuses("Conv", 1);
        run.leavesFloat("c", "input 1 'W'");
        assertThat(run.written().graph().inputs()).hasSize(2);
    }

    @Test
    void anInitializerThatIsAnOutputStaysFloat() {
        WholeRun run = WholeRun.of("x: float[1,4,6,6]; W = random[4,4,1,1]; y = Conv(x, W); return y, W")
                .isWithin(30)
                .fuses("Conv", 1);
        assertThat(run.written().graph().initializers()).containsKey("W");
    }

    @Test
    void aNodeMayReadOneValueTwice() {
        WholeRun.of("""
                x: float[1,16,16,16]; V, W = random[16,16,3,3]
                c = Conv(x, V)
                s = Add(c, c)
                y = Conv(s, W)
                return y
                """).isWithin(28).fuses("Add", 1).fuses("Conv", 2);
    }

    /** An excluded "" excluded every node without a name. */
    @Test
    void excludingOneNodeLeavesNodesWithoutNamesAlone() {
        WholeRun.of(
                        "x: float[1,8,6,6]; V, W = random[8,8,3,3]; [first] c = Conv(x, V); y = Conv(c, W); return y",
                        asked ->
                                asked.withPlacement(asked.settings().placement().withExcludedNodes(Set.of("first"))))
                .isWithin(30)
                .leavesFloat("c", "excluded by the configuration")
                .fuses("Conv", 1);
    }

    /** Issues 27845, 28491 and 28716: a zero point that is left out is misread by three optimizations. */
    @Test
    void everyPairHasAZeroPoint() {
        WholeRun run = WholeRun.of("""
                x: float[1,8,8,8]; V, W = random[8,8,3,3]; b = random[8]
                c = Conv(x, V, b)
                r = Relu(c)
                m = MaxPool(r) {kernel_shape=[2,2]}
                y = Conv(m, W)
                return y
                """).isWithin(28);
        List<Node> pairs = run.nodes().stream()
                .filter(node -> node.is("QuantizeLinear") || node.is("DequantizeLinear"))
                .toList();
        assertThat(pairs).isNotEmpty().allMatch(node -> node.input(2).isPresent());
    }

    /** Kernels of integers came with MaxPool-12 and Resize-11, and Upsample has none. */
    @ParameterizedTest
    @ValueSource(ints = {8, 10, 11, 12, 21, 22})
    void oldMaxPoolsAreRaisedToTheVersionWithAnIntegerKernel(int opset) {
        WholeRun.of("opset %d\nir 4\n".formatted(opset) + """
                x: float[1,8,8,8]; V, W = random[8,8,1,1]
                c = Conv(x, V)
                m = MaxPool(c) {kernel_shape=[2,2], strides=[2,2]}
                y = Conv(m, W)
                return y
                """)
                .isWithin(28)
                .fuses("Conv", 2)
                .fuses("MaxPool", 1);
    }

    @Test
    void upsampleBecomesResize() {
        WholeRun run = WholeRun.of("""
                opset 9
                ir 4
                x: float[1,8,4,4]; V, W = random[8,8,1,1]; scales = values[4] {1, 1, 2, 2}
                c = Conv(x, V)
                u = Upsample(c, scales) {mode="nearest"}
                y = Conv(u, W)
                return y
                """).isWithin(28).fuses("Conv", 2).fuses("Resize", 1);
        assertThat(run.count("Upsample")).isZero();
    }

    /** Pairs around what the processor does not run on integers only cost accuracy and time. */
    @ParameterizedTest
    @ValueSource(strings = {"Tanh", "Erf", "HardSwish", "Sqrt", "Elu", "Softplus", "Ceil"})
    void operatorsWithoutAnIntegerKernelHaveNoPairs(String operator) {
        WholeRun run = WholeRun.of("""
                x: float[1,8,4,4]; V, W = random[8,8,1,1]
                c = Conv(x, V)
                a = Abs(c)
                t = %s(a)
                y = Conv(t, W)
                return y
                """.formatted(operator)).isWithin(20);
        Node node =
                run.nodes().stream().filter(one -> one.is(operator)).findFirst().orElseThrow();
        assertThat(run.written().graph().uses().producer(node.inputs().get(0)))
                .hasValueSatisfying(producer -> assertThat(producer.is("Abs")).isTrue());
    }

    /** Order, metadata, other operator sets and the IR version were lost or changed. */
    @Test
    void whatIsNotQuantizedStaysAsItWas() {
        Model model = GraphText.parse("""
                        ir 9
                        opset 17
                        opset com.microsoft 1
                        x: float[1,8,6,6]; x2: float[3]; second = random[3]; W = random[8,8,3,3]; first = random[3]
                        c = Conv(x, W)
                        y = com.microsoft.Gelu(c)
                        f = Add(first, x2)
                        g = Mul(f, second)
                        return y, g
                        """).withMetadata("author", "somebody");
        WholeRun run = WholeRun.of(model, settings -> settings).isWithin(30);
        assertThat(run.written().irVersion()).isEqualTo(9);
        assertThat(run.written().opsetImports()).isEqualTo(model.opsetImports());
        assertThat(run.written().metadata()).containsEntry("author", "somebody");
        assertThat(run.written().graph().initializers().keySet()).startsWith("second", "first");
    }

    /** Runs of the quantizer gave nodes and initializers in another order each time. */
    @Test
    void theSameModelGivesTheSameModel() {
        String text =
                "x: float[1,8,6,6]; V, W = random[8,8,3,3]; b = random[8]; c = Conv(x, V, b); d = Conv(x, W); y = Add(c, d); return y";
        assertThat(GraphText.print(WholeRun.of(text).written().graph()))
                .isEqualTo(GraphText.print(WholeRun.of(text).written().graph()));
    }

    /** Quantized Gather keeps indices and integers as they are. */
    @Test
    void integersStayIntegers() {
        WholeRun run = WholeRun.of("""
                ids: bool[6]; E = random[2,16]; W = random[16,16]
                i = Cast(ids) {to=7}
                e = Gather(E, i)
                y = MatMul(e, W)
                return y
                """).isWithin(28).fuses("MatMul", 1);
        assertThat(run.written().graph().initializers().values())
                .extracting(initializer -> initializer.tensor().type())
                .contains(ElementType.INT8);
    }
}
