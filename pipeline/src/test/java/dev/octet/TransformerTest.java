package dev.octet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.octet.calibrate.data.DataSource;
import dev.octet.calibrate.data.Sample;
import dev.octet.compare.fidelity.FidelityMeter;
import dev.octet.format.OnnxReader;
import dev.octet.format.OnnxWriter;
import dev.octet.graph.Model;
import dev.octet.place.NodePlan;
import dev.octet.place.TargetTable;
import dev.octet.progress.Progress;
import dev.octet.refine.RefinementSettings;
import dev.octet.runtime.FusionReport;
import dev.octet.runtime.Session;
import dev.octet.runtime.SessionSettings;
import dev.octet.smooth.Smoothing;
import dev.octet.tensor.Shape;
import dev.octet.tensor.Tensor;
import dev.octet.testing.GraphText;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Transformers as PyTorch exports them: normalizations and Gelu spelled out, masks with the smallest float there is.
 */
class TransformerTest {
    private static final int VOCABULARY = 40;

    /** One channel of the normalizations reaches 40 times as far as the others. */
    private static final String NORMALIZED = """
            G = positive[128]; far = values[128] {1,1,1,1,1,40,%s}; gamma = Mul(G, far); beta = random[128]
            two = values[] {2}; epsilon = values[] {0.00001}; root = values[] {5.656854}
            heads = int64[4] {0,0,4,32}; joined = int64[3] {0,0,128}; smallest = values[] {-3.4028235e38}; one = values[] {1}
            """.formatted("1,".repeat(121) + "1");

    /** A pre-norm encoder layer at opset 11. */
    private static final String ENCODER = "opset 11\n" + """
            ids, mask: int64[N,length]; E = random[40,128]
            Q, K, V, O = random[128,128]; q = random[128]; U = random[128,512]; u = random[512]; D = random[512,128]
            half = values[] {0.5}; sqrt2 = values[] {1.4142135}
            """ + NORMALIZED + """
            x = Gather(E, ids)
            m = ReduceMean(x) {axes=[-1]}; c = Sub(x, m); p = Pow(c, two); w = ReduceMean(p) {axes=[-1]}
            e = Add(w, epsilon); r = Sqrt(e); n = Div(c, r); g = Mul(n, gamma); a = Add(g, beta)
            q0 = MatMul(a, Q); q1 = Add(q, q0); q2 = Reshape(q1, heads); q3 = Transpose(q2) {perm=[0,2,1,3]}
            k0 = MatMul(a, K); k2 = Reshape(k0, heads); k3 = Transpose(k2) {perm=[0,2,3,1]}
            v0 = MatMul(a, V); v2 = Reshape(v0, heads); v3 = Transpose(v2) {perm=[0,2,1,3]}
            m1 = Unsqueeze(mask) {axes=[1,2]}; m2 = Cast(m1) {to=1}; m3 = Sub(one, m2); hidden = Mul(m3, smallest)
            scores = MatMul(q3, k3); scaled = Div(scores, root); masked = Add(scaled, hidden)
            weights = Softmax(masked) {axis=3}; mixed = MatMul(weights, v3)
            o1 = Transpose(mixed) {perm=[0,2,1,3]}; o2 = Reshape(o1, joined); o3 = MatMul(o2, O); s = Add(x, o3)
            f0 = MatMul(s, U); f1 = Add(f0, u); f2 = Div(f1, sqrt2); f3 = Erf(f2); f4 = Add(f3, one); f5 = Mul(f1, f4)
            f6 = Mul(f5, half); f7 = MatMul(f6, D); y = Add(s, f7)
            return y
            """;

    /**
     * A decoder layer whose products are Gemm over flattened rows, and whose causal mask fills in the smallest float.
     */
    private static final String DECODER =
            "opset 13\n" + """
            ids: int64[N,length]; E = random[40,128]; A = random[128,384]; a0, g0 = random[384]
            O = random[128,128]; o0 = random[128]; causal = bool[1,1,32,32] {%s}
            flat = int64[2] {-1,128}; wide = int64[3] {-1,32,384}; narrow = int64[3] {-1,32,128}; three = int64[3] {128,128,128}
            """.formatted(causal(32)) + NORMALIZED + """
            x = Gather(E, ids)
            a = LayerNormalizationHere
            f = Reshape(a, flat); h = Gemm(f, A, a0); h1 = Reshape(h, wide)
            q1, k1, v1 = Split(h1, three) {axis=2}
            q2 = Reshape(q1, heads); q3 = Transpose(q2) {perm=[0,2,1,3]}
            k2 = Reshape(k1, heads); k3 = Transpose(k2) {perm=[0,2,3,1]}
            v2 = Reshape(v1, heads); v3 = Transpose(v2) {perm=[0,2,1,3]}
            scores = MatMul(q3, k3); scaled = Div(scores, root); masked = Where(causal, scaled, smallest)
            weights = Softmax(masked) {axis=-1}; mixed = MatMul(weights, v3)
            o1 = Transpose(mixed) {perm=[0,2,1,3]}; o2 = Reshape(o1, flat); o3 = Gemm(o2, O, o0); o4 = Reshape(o3, narrow)
            y = Add(x, o4)
            return y
            """.replace("a = LayerNormalizationHere", """
            m = ReduceMean(x) {axes=[-1]}; c = Sub(x, m); p = Pow(c, two); w = ReduceMean(p) {axes=[-1]}
            e = Add(w, epsilon); r = Sqrt(e); n = Div(c, r); g = Mul(n, gamma); a = Add(g, beta)""");

    @TempDir
    private Path folder;

    private static String causal(int length) {
        return String.join(
                ",",
                IntStream.range(0, length * length)
                        .mapToObj(i -> i % length <= i / length ? "true" : "false")
                        .toList());
    }

    private static Map<String, Tensor> inputs(long seed, int length, boolean masked) {
        SplittableRandom random = new SplittableRandom(seed);
        Shape shape = Shape.of(1, length);
        Tensor ids = Tensor.ofLongs(shape, random.longs(length, 0, VOCABULARY).toArray());
        int shown = length - random.nextInt(length / 2);
        Tensor mask = Tensor.ofLongs(
                shape, LongStream.range(0, length).map(i -> i < shown ? 1 : 0).toArray());
        return masked ? Map.of("ids", ids, "mask", mask) : Map.of("ids", ids);
    }

    private StaticQuantizationResult quantize(String text, int length, boolean masked) {
        Path model = folder.resolve("float.onnx");
        OnnxWriter.write(GraphText.parse(text), model);
        List<Sample> samples = IntStream.range(0, 16)
                .mapToObj(seed -> Sample.of("sample " + seed, inputs(seed, length, masked)))
                .toList();
        return StaticQuantization.quantize(
                StaticQuantizationConfiguration.of(
                                model, folder.resolve("int8.onnx"), DataSource.of(samples, "16 texts"))
                        .withTarget(TargetTable.named("x86-64-vnni"))
                        .withRefinement(RefinementSettings.defaults().withTimed(false)),
                Progress.NONE);
    }

    private double sqnr(StaticQuantizationResult result, int length, boolean masked) {
        Model before = OnnxReader.read(result.configuration().model());
        try (Session reference = Session.open(before, SessionSettings.defaults());
                Session quantized = Session.open(OnnxReader.read(result.output()), SessionSettings.defaults())) {
            FidelityMeter meter = new FidelityMeter();
            for (int seed = 100; seed < 108; seed++) {
                Map<String, Tensor> inputs = inputs(seed, length, masked);
                meter.add(output(reference, inputs), output(quantized, inputs), 128);
            }
            return meter.result().sqnr();
        }
    }

    private static float[] output(Session session, Map<String, Tensor> inputs) {
        return Objects.requireNonNull(session.run(inputs).get("y")).toFloats();
    }

    /** Nodes that run on integers, those left out that only move data. */
    private static List<String> quantized(StaticQuantizationResult result) {
        return result.plan().quantized().stream()
                .filter(node -> !Set.of("Reshape", "Split", "Transpose").contains(type(node)))
                .map(node -> node.node().output())
                .toList();
    }

    private static void nothingMaskedIsRounded(StaticQuantizationResult result) {
        assertThat(result.plan().values()).doesNotContainKeys("hidden", "masked", "scaled", "scores", "smallest");
    }

    private static String type(NodePlan plan) {
        return plan.node().operator().type();
    }

    private static Map<String, Integer> operators(Path model) {
        return FusionReport.of(OnnxReader.read(model), SessionSettings.defaults())
                .operators();
    }

    @Test
    void anEncoderGivesFloatsBehindItsProductsAndKeepsItsFusions() {
        StaticQuantizationResult result = quantize(ENCODER, 24, true);
        // The products of weights, less what the quality floor leaves float.
        assertThat(quantized(result))
                .isSubsetOf("q0", "k0", "v0", "o3", "f0", "f7")
                .hasSizeGreaterThanOrEqualTo(4);
        nothingMaskedIsRounded(result);
        assertThat(result.prepared().trace().appliedCounts()).containsEntry(Smoothing.NAME, 1);
        assertThat(sqnr(result, 24, true)).isGreaterThan(20);
        Map<String, Integer> operators = operators(result.output());
        assertThat(operators)
                .containsEntry(
                        "com.microsoft.MatMulIntegerToFloat", quantized(result).size())
                .containsEntry("LayerNormalization", 1)
                .containsEntry("com.microsoft.BiasGelu", 1)
                .containsEntry("com.microsoft.FusedMatMul", 1)
                .doesNotContainKeys("DequantizeLinear", "QLinearMatMul");
    }

    /** ONNX Runtime 1.29 makes a float Gemm of an integer product and its bias if it knows every dimension. */
    @Test
    void anEncoderOfFixedDimensionsKeepsItsIntegerProducts() {
        StaticQuantizationResult result = quantize(ENCODER.replace("[N,length]", "[1,24]"), 24, true);
        assertThat(quantized(result)).contains("q0").hasSizeGreaterThanOrEqualTo(4);
        assertThat(sqnr(result, 24, true)).isGreaterThan(20);
        assertThat(operators(result.output()))
                .containsEntry(
                        "com.microsoft.MatMulIntegerToFloat", quantized(result).size())
                .containsEntry("com.microsoft.BiasGelu", 1)
                .doesNotContainKeys("DequantizeLinear", "Gemm");
    }

    @Test
    void aDecoderOfGemmsOverFlattenedRowsIsQuantized() {
        StaticQuantizationResult result = quantize(DECODER, 32, false);
        assertThat(quantized(result)).contains("h", "o3");
        nothingMaskedIsRounded(result);
        assertThat(sqnr(result, 32, false)).isGreaterThan(17);
        assertThat(operators(result.output()))
                .containsEntry("com.microsoft.QGemm", 2)
                .containsEntry("LayerNormalization", 1)
                .doesNotContainKey("DequantizeLinear");
    }
}
