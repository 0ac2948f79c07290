package dev.octet.weightonly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.octet.affine.Symmetry;
import dev.octet.calibrate.data.DataSource;
import dev.octet.calibrate.data.Sample;
import dev.octet.error.Kind;
import dev.octet.error.OctetException;
import dev.octet.graph.Model;
import dev.octet.progress.Progress;
import dev.octet.runtime.Session;
import dev.octet.runtime.SessionSettings;
import dev.octet.tensor.Shape;
import dev.octet.tensor.Tensor;
import dev.octet.testing.GraphText;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Two layers, run by ONNX Runtime on samples that quantization has not seen. */
class GptqTest {
    private static final Model MODEL = GraphText.parse("""
            x: float[N,64]; W = random[64,48]; h = MatMul(x, W); r = Relu(h);
            V = random[24,48]; c = random[24]; y = Gemm(r, V, c) {transB=1}; return y
            """);

    private static DataSource samples(int count, long seed) {
        Random random = new Random(seed);
        List<Sample> samples = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            samples.add(Sample.of("sample " + i, Map.of("x", input(random))));
        }
        return DataSource.of(samples, "test");
    }

    /** Eight causes behind 64 inputs. */
    private static Tensor input(Random random) {
        float[] elements = new float[16 * 64];
        for (int row = 0; row < 16; row++) {
            for (int cause = 0; cause < 8; cause++) {
                double strength = random.nextGaussian();
                for (int i = 0; i < 64; i++) {
                    elements[row * 64 + i] += (float) (strength * Math.sin(1 + cause * 64 + i));
                }
            }
        }
        return Tensor.ofFloats(Shape.of(16, 64), elements);
    }

    @ParameterizedTest
    @CsvSource({"STANDARD,ASYMMETRIC", "STANDARD,SYMMETRIC", "MICROSOFT,ASYMMETRIC", "MICROSOFT,SYMMETRIC"})
    void losesFarLessThanWithoutSamples(WeightForm form, Symmetry symmetry) {
        WeightOnlySettings settings = WeightOnlySettings.ofBits(4)
                .withForm(form)
                .withSymmetry(symmetry)
                .withAccuracyLevel(1);

        WeightOnlyResult found = WeightOnlyQuantizer.quantize(MODEL, settings, samples(20, 1), Progress.NONE);

        assertThat(found.quantizedNodes()).isEqualTo(2);
        double blind = error(WeightOnlyQuantizer.quantize(MODEL, settings).model());
        assertThat(error(found.model())).isLessThan(0.25 * blind);
    }

    @Test
    void bothFormsHoldTheSame() {
        WeightOnlySettings settings = WeightOnlySettings.ofBits(4).withAccuracyLevel(1);
        DataSource samples = samples(5, 1);

        Model standard = WeightOnlyQuantizer.quantize(MODEL, settings, samples, Progress.NONE)
                .model();
        Model microsoft = WeightOnlyQuantizer.quantize(
                        MODEL, settings.withForm(WeightForm.MICROSOFT), samples, Progress.NONE)
                .model();

        Tensor input = input(new Random(7));
        float[] expected = run(standard, input);
        float[] actual = run(microsoft, input);
        for (int i = 0; i < expected.length; i++) {
            assertThat(actual[i]).isCloseTo(expected[i], Offset.offset(1e-3f));
        }
    }

    @Test
    void takesAProductOfTheModelsInputAndOneBehindATranspose() {
        Model model =
                GraphText.parse("x: float[N,64]; W = random[40,64]; t = Transpose(W); y = MatMul(x, t); return y");
        WeightOnlySettings settings = WeightOnlySettings.ofBits(4);

        WeightOnlyResult found = WeightOnlyQuantizer.quantize(model, settings, samples(5, 1), Progress.NONE);

        assertThat(found.quantizedNodes()).isOne();
        assertThat(found.model().graph().constant("t_codes").orElseThrow().shape())
                .isEqualTo(Shape.of(64, 40));
    }

    @Test
    void refusesNoSamplesAndThoseThatAreNotFinite() {
        WeightOnlySettings settings = WeightOnlySettings.ofBits(4);
        DataSource nothing = DataSource.of(List.of(), "an empty folder");
        float[] bad = new float[64];
        bad[3] = Float.NaN;
        DataSource notFinite = DataSource.of(
                List.of(Sample.of("bad.npy", Map.of("x", Tensor.ofFloats(Shape.of(1, 64), bad)))), "test");

        assertThatThrownBy(() -> WeightOnlyQuantizer.quantize(MODEL, settings, nothing, Progress.NONE))
                .isInstanceOfSatisfying(
                        OctetException.class,
                        failure -> assertThat(failure.kind()).isEqualTo(Kind.INVALID_DATA))
                .hasMessage("No samples to quantize with in an empty folder");
        assertThatThrownBy(() -> WeightOnlyQuantizer.quantize(MODEL, settings, notFinite, Progress.NONE))
                .isInstanceOfSatisfying(
                        OctetException.class,
                        failure -> assertThat(failure.kind()).isEqualTo(Kind.INVALID_DATA))
                .hasMessageContaining("bad.npy")
                .hasMessageContaining("'x'");
    }

    private static double error(Model model) {
        Tensor input = input(new Random(99));
        float[] expected = run(MODEL, input);
        float[] actual = run(model, input);
        double sum = 0;
        for (int i = 0; i < expected.length; i++) {
            sum += Math.pow((double) actual[i] - expected[i], 2);
        }
        return sum;
    }

    private static float[] run(Model model, Tensor input) {
        SessionSettings settings =
                SessionSettings.defaults().withThreads(1).withEntry("session.qdq_matmulnbits_accuracy_level", "1");
        try (Session session = Session.open(model, settings)) {
            return session.run(Map.of("x", input)).values().iterator().next().toFloats();
        }
    }
}
