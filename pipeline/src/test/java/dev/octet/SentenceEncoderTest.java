package dev.octet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.octet.affine.Range;
import dev.octet.calibrate.CalibrationResult;
import dev.octet.calibrate.CalibrationSettings;
import dev.octet.calibrate.Calibrator;
import dev.octet.calibrate.data.DataSettings;
import dev.octet.calibrate.data.DataSource;
import dev.octet.calibrate.data.DataSources;
import dev.octet.graph.Model;
import dev.octet.observe.RangeEstimator;
import dev.octet.observe.RangeMethod;
import dev.octet.place.TargetTable;
import dev.octet.prepare.Preparation;
import dev.octet.prepare.PreparationSettings;
import dev.octet.progress.Progress;
import dev.octet.testing.GraphText;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A sentence encoder and sentences of every length. Percentile calibration of onnxruntime.quantization 1.30 fails here:
 * it stacks the outputs of all samples, which must then have one shape.
 */
class SentenceEncoderTest {
    private static final int LONGEST = 40;
    private static final List<String> WORDS = List.of("one", "two", "three", "four", "five");

    /** Embeddings, attention of two heads under a mask, Gelu, and the mean over the words. */
    private static final Model ENCODER = GraphText.parse("""
            opset 17
            input_ids, attention_mask: int64[N,length]
            E = random[20,16]; Q, K, V, O = random[16,16]; U = random[16,32]; D = random[32,16]; G, B = random[16]
            heads = int64[4] {0,0,2,8}; joined = int64[3] {0,0,16}; one = values[] {1}; smallest = values[] {-3.4028235e38}
            root = values[] {2.828427}; half = values[] {0.5}; sqrt2 = values[] {1.4142135}
            middle = int64[2] {1,2}; last = int64[1] {2}; words = int64[1] {1}
            x = Gather(E, input_ids)
            q0 = MatMul(x, Q); q1 = Reshape(q0, heads); q = Transpose(q1) {perm=[0,2,1,3]}
            k0 = MatMul(x, K); k1 = Reshape(k0, heads); k = Transpose(k1) {perm=[0,2,3,1]}
            v0 = MatMul(x, V); v1 = Reshape(v0, heads); v = Transpose(v1) {perm=[0,2,1,3]}
            m0 = Unsqueeze(attention_mask, middle); m1 = Cast(m0) {to=1}; m2 = Sub(one, m1); hidden = Mul(m2, smallest)
            scores = MatMul(q, k); scaled = Div(scores, root); masked = Add(scaled, hidden)
            weights = Softmax(masked) {axis=3}; mixed = MatMul(weights, v)
            o0 = Transpose(mixed) {perm=[0,2,1,3]}; o1 = Reshape(o0, joined); o = MatMul(o1, O); s = Add(x, o)
            n = LayerNormalization(s, G, B) {axis=-1}
            u = MatMul(n, U); g0 = Div(u, sqrt2); g1 = Erf(g0); g2 = Add(g1, one); g3 = Mul(u, g2); g = Mul(g3, half)
            d = MatMul(g, D); y = Add(n, d)
            w0 = Unsqueeze(attention_mask, last); w = Cast(w0) {to=1}; z = Mul(y, w)
            sentence = ReduceSum(z, words) {keepdims=0}
            return sentence
            """);

    private static final Model PREPARED =
            Preparation.prepare(ENCODER, PreparationSettings.defaults()).model();

    @TempDir
    Path folder;

    @BeforeEach
    void writeSentencesOfEveryLength() throws IOException {
        try (InputStream in =
                Objects.requireNonNull(DataSource.class.getResourceAsStream("tokenizer.json"), "tokenizer.json")) {
            Files.copy(in, folder.resolve("tokenizer.json"));
        }
        SplittableRandom random = new SplittableRandom(1);
        StringBuilder text = new StringBuilder();
        for (int length = 1; length <= LONGEST; length++) {
            for (int word = 0; word < length; word++) {
                text.append(WORDS.get(random.nextInt(WORDS.size()))).append(' ');
            }
            text.append('\n');
        }
        Files.writeString(folder.resolve("sentences.txt"), text);
    }

    private CalibrationResult observe(RangeEstimator estimator, int workers) {
        Set<String> values = new LinkedHashSet<>(List.of("x", "q", "k", "v", "scores", "weights", "n", "u", "g", "y"));
        values.retainAll(PREPARED.graph().definedNames());
        DataSource data = DataSources.open(folder, PREPARED.graph().requiredInputs(), DataSettings.defaults());
        CalibrationSettings settings =
                CalibrationSettings.defaults().withStatistics(estimator.needs()).withWorkers(workers);
        return Calibrator.observe(PREPARED, values, data, settings, Progress.NONE);
    }

    @ParameterizedTest
    @EnumSource
    void calibratesWithEveryMethod(RangeMethod method) {
        RangeEstimator estimator = method.estimator(TargetTable.host().activation());

        CalibrationResult result = observe(estimator, 2);

        assertThat(result.samples()).isEqualTo(LONGEST);
        assertThat(result.unseen()).isEmpty();
        assertThat(result.estimates(estimator))
                .hasSameSizeAs(result.statistics().keySet());
        assertThat(result.ranges(estimator).values()).allMatch(range -> range.max() > range.min());
        result.ranges(estimator).forEach((value, range) -> {
            Range extremes = Objects.requireNonNull(result.statistics().get(value))
                    .minMax()
                    .range()
                    .orElseThrow();
            assertThat(extremes.min()).as(value).isLessThanOrEqualTo(range.min());
            assertThat(extremes.max()).as(value).isGreaterThanOrEqualTo(range.max());
        });
    }

    @Test
    void threadsChangeNothing() {
        RangeEstimator estimator = RangeMethod.AUTO.estimator(TargetTable.host().activation());

        assertThat(observe(estimator, 2).statistics())
                .isEqualTo(observe(estimator, 1).statistics());
    }
}
