package dev.octet.defects;

import static org.assertj.core.api.Assertions.assertThat;

import dev.octet.place.PlacementSettings.Preference;
import dev.octet.place.TargetTable;
import dev.octet.runtime.FusionReport;
import java.util.Set;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What users of onnxruntime.quantization report most, in the order of how often; the rest is in the other classes. */
class PainPointsTest {
    /** 1: issues 6732, 17389, 20052, 12854: the quantized model is slower. */
    @Test
    void aModelThatGainsNothingIsLeftFloat() {
        WholeRun.of(
                        "x: float[1,4,4,4]; W = random[4,4,1,1]; c = Conv(x, W); y = Tanh(c); return y",
                        asked ->
                                asked.withPlacement(asked.settings().placement().withPreference(Preference.SPEED)))
                .isLeftFloat("would take longer than integers save");
    }

    /** 5: issues 5849, 6004, 14642: sums of two products saturate on processors without 8-bit dot products. */
    @Test
    void weightsLeaveRoomWhereSumsSaturate() {
        WholeRun.of("""
                x: float[1,64]; W = values[64,16] {1}; h = values[64,16] {1}
                y = MatMul(x, W)
                return y
                """, settings -> settings.withTarget(TargetTable.named("x86-64-avx2")))
                .isWithin(25);
    }

    /** 7: issues 10484, 21194: a value of unknown shape stopped quantization or was skipped. */
    @Test
    void noShapesNeedToBeDeclared() {
        WholeRun.of("""
                x: float[1,8,8,8]; V, W = random[8,8,3,3]; flat = int64[2] {1, -1}; U = random[128,16]
                c = Conv(x, V)
                r = Relu(c)
                d = Conv(r, W)
                f = Reshape(d, flat)
                y = MatMul(f, U)
                return y
                """).isWithin(28).fuses("Conv", 2).fuses("MatMul", 1);
    }

    /** 8: issues 8770, 6702, 11928: "Quantization parameters are not specified for param". */
    @ParameterizedTest
    @ValueSource(strings = {"Gelu", "QuickGelu"})
    void operatorsOfOtherDomainsStayFloat(String operator) {
        WholeRun.of("""
                opset 17
                opset com.microsoft 1
                x: float[4,32]; V, W = random[32,32]
                c = MatMul(x, V)
                g = com.microsoft.%s(c)
                y = MatMul(g, W)
                return y
                """.formatted(operator)).isWithin(28).fuses("MatMul", 2).leavesFloat("g", "no integer form");
    }

    /** 9: issues 12558, 15888, 6430: ConvInteger is missing for int8 weights, and slow. */
    @Test
    void convolutionsNeverBecomeConvInteger() {
        WholeRun run = WholeRun.of(
                "x: float[1,8,6,6]; V, W = random[8,8,3,3]; c = Conv(x, V); t = Tanh(c); y = Conv(t, W); return y");
        assertThat(run.quantized().fusion().operators().keySet()).noneMatch(name -> name.contains("ConvInteger"));
    }

    /** 12: issues 11660, 9425: a Relu that was removed although its range did not replace it. */
    @ParameterizedTest
    @ValueSource(strings = {"x86-64-vnni", "x86-64-avx2", "arm64", "generic"})
    void reluStaysInTheFileAndCostsNothing(String target) {
        WholeRun run = WholeRun.of(
                        "x: float[1,8,6,6]; V, W = random[8,8,3,3]; c = Conv(x, V); r = Relu(c); y = Conv(r, W); return y",
                        settings -> settings.withTarget(TargetTable.named(target)))
                .isWithin(25);
        assertThat(run.count("Relu")).isEqualTo(1);
        assertThat(run.quantized().fusion().operators()).doesNotContainKey("Relu");
    }

    /** 13: issues 16219, 17278: one scale for a mask of -3.4e38 and what it is added to leaves only the mask. */
    @Test
    void aMaskSharesNoScaleWithScores() {
        WholeRun.of("""
                q, k: float[2,16,32]; W = random[32,32]
                mask = float[16,16] {%s}
                a = MatMul(q, W)
                t = Transpose(k) {perm=[0,2,1]}
                s = MatMul(a, t)
                m = Add(s, mask)
                y = Softmax(m) {axis=-1}
                return y
                """.formatted(mask())).isWithin(15);
    }

    private static String mask() {
        StringBuilder elements = new StringBuilder();
        for (int i = 0; i < 16 * 16; i++) {
            elements.append(i == 0 ? "" : ", ").append(i % 16 > i / 16 ? "-3.4e38" : "0");
        }
        return elements.toString();
    }

    /** 14: issues 28448, 32132: integers are resized between elements with another rounding than floats. */
    @ParameterizedTest
    @ValueSource(strings = {"nearest", "linear", "cubic"})
    void resizingGivesTheSameWithAndWithoutOptimization(String mode) {
        WholeRun.of("""
                x: float[1,8,5,5]; V, W = random[8,8,1,1]; scales = values[4] {1, 1, 2, 2}
                c = Conv(x, V)
                u = Resize(c, , scales) {mode="%s"}
                y = Conv(u, W)
                return y
                """.formatted(mode)).isWithin(25);
    }

    /**
     * 14: pull requests 22969, 25673: ONNX Runtime quantizes float weights between codes, with one scale for all of
     * them, although they were left float on purpose.
     */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            c = Conv(x, V) | d = Conv(c, W)                             | r = Relu(d) | y = Conv(r, X)
            c = Conv(x, V) | d = Conv(c, W, b)                          | r = Clip(d, low, high) | y = Conv(r, X)
            c = Conv(x, V) | d = Conv(c, G) {group=8, pads=[1,1,1,1]}   | r = Identity(d) | y = Conv(r, X)
            """)
    void whatIsLeftFloatBetweenIntegersStaysFloat(String first, String kept, String activation, String last) {
        String text = """
                x: float[1,8,5,5]; V, W, X = random[8,8,1,1]; G = random[8,1,3,3]; b = random[8]
                low = float[] {-0.5}; high = float[] {0.5}
                %s; [kept] %s; %s; %s
                return y
                """.formatted(first, kept, activation, last);
        WholeRun run = WholeRun.of(
                        text,
                        asked ->
                                asked.withPlacement(asked.settings().placement().withExcludedNodes(Set.of("kept"))))
                .isWithin(30);
        assertThat(run.quantized().fusion().nodes())
                .filteredOn(entry -> entry.node().name().equals("kept"))
                .extracting(FusionReport.NodeKernel::kernel)
                .containsExactly(FusionReport.Kernel.FLOAT);
    }

    @Test
    void aGemmThatIsLeftFloatBetweenIntegersStaysFloat() {
        WholeRun run = WholeRun.of(
                        """
                        x: float[4,8,2,2]; U = random[8,8,1,1]; V, W = random[32,32]; b, c = random[32]
                        i = Conv(x, U); h = Flatten(i); [kept] k = Gemm(h, V, b) {transB=1}; r = Relu(k); y = Gemm(r, W, c)
                        return y
                        """,
                        asked ->
                                asked.withPlacement(asked.settings().placement().withExcludedNodes(Set.of("kept"))))
                .isWithin(30);
        assertThat(run.nodes()).extracting(node -> node.operator().type()).contains("FusedGemm");
        assertThat(run.quantized().fusion().operators()).containsKey("com.microsoft.FusedGemm");
    }

    /** 17: issues 8488, 18681: models with LSTM or GRU failed or came out float without a word. */
    @ParameterizedTest
    @CsvSource({"LSTM, 32", "GRU, 24", "RNN, 8"})
    void recurrentOperatorsStayFloatAndAreListed(String type, int gates) {
        WholeRun.of("""
                x: float[5,1,16]; V = random[16,16]; W = random[1,%d,16]; R = random[1,%d,8]; U = random[8,8]
                c = MatMul(x, V)
                h, last = %s(c, W, R) {hidden_size=8}
                y = MatMul(last, U)
                return y, h
                """.formatted(gates, gates, type))
                .isWithin(25)
                .fuses("MatMul", 2)
                .leavesFloat("h", "no integer form of " + type);
    }

    /** 18: issues 21440, 24459: nothing was quantized, and nobody said so. */
    @Test
    void aModelWithoutAnythingToQuantizeSaysSo() {
        WholeRun.of("x: float[4,4]; y = Tanh(x); return y").isLeftFloat("no integer form of Tanh is known");
    }

    /** 3: issues 11286, 10787: a large error, and nobody says so. A quotient by what is nearly zero has one. */
    @Test
    void anOutputThatIsFarOffIsNamed() {
        WholeRun run = WholeRun.of("""
                x: float[4,8]; W = random[8,8]
                m = MatMul(x, W)
                y = Reciprocal(m)
                n = Relu(m)
                return y, n
                """);
        assertThat(run.result().notes())
                .filteredOn(note -> note.startsWith("output '"))
                .singleElement(InstanceOfAssertFactories.STRING)
                .startsWith("output 'y' has ");
    }

    /** 19: issues 9938, 14270, 8988: BatchNormalization stayed, behind ConvTranspose and before a Conv too. */
    @ParameterizedTest
    @ValueSource(strings = {"Conv", "ConvTranspose"})
    void batchNormalizationIsFolded(String operator) {
        WholeRun run = WholeRun.of("""
                x: float[1,8,6,6]; V, W = random[8,8,1,1]; g, b, m = random[8]; v = positive[8]
                c = %s(x, V)
                n = BatchNormalization(c, g, b, m, v)
                y = Conv(n, W)
                return y
                """.formatted(operator)).isWithin(25);
        assertThat(run.count("BatchNormalization")).isZero();
    }

    /** 20: issues 13358, 15341, 17051: float16 models. */
    @Test
    void halfPrecisionModelsAreQuantizedAndKeepTheirSignature() {
        WholeRun.of("""
                x: float16[1,8,6,6]; V, W = float16[8,8,3,3] random
                c = Conv(x, V)
                r = Relu(c)
                y = Conv(r, W)
                return y: float16[1,8,2,2]
                """).isWithin(28).fuses("Conv", 2);
    }

    /** 20: issue 28770 and 9197: newer operator sets and formats. */
    @ParameterizedTest
    @ValueSource(ints = {21, 22, 23, 24, 25})
    void newOperatorSetsAreQuantizedInTheirOwnVersion(int opset) {
        WholeRun run = WholeRun.of("ir %d\nopset %d\n".formatted(Math.min(13, opset - 11), opset) + """
                x: float[1,8,8,8]; V, W = random[8,8,3,3]; b = random[8]; U = random[32,16]; flat = int64[2] {1, -1}
                c = Conv(x, V, b)
                r = Relu(c)
                m = MaxPool(r) {kernel_shape=[2,2]}
                d = Conv(m, W)
                s = Sigmoid(d)
                p = MaxPool(s) {kernel_shape=[2,2]}
                f = Reshape(p, flat)
                y = MatMul(f, U)
                return y
                """)
                .isWithin(20)
                .fuses("Conv", 2);
        assertThat(run.written().opset()).isEqualTo(opset);
        assertThat(run.written().irVersion()).isEqualTo(Math.min(13, opset - 11));
    }
}
