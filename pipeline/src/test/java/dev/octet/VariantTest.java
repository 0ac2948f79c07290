package dev.octet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.octet.affine.Range;
import dev.octet.calibrate.data.DataSource;
import dev.octet.calibrate.data.Sample;
import dev.octet.compare.layers.LayerSettings;
import dev.octet.compare.layers.OutputErrors;
import dev.octet.format.OnnxReader;
import dev.octet.format.OnnxWriter;
import dev.octet.place.TargetTable;
import dev.octet.progress.Progress;
import dev.octet.refine.RefinementSettings;
import dev.octet.smooth.Equalization;
import dev.octet.smooth.Outliers;
import dev.octet.tensor.ElementType;
import dev.octet.tensor.Shape;
import dev.octet.testing.GraphText;
import dev.octet.testing.RandomTensors;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Channels are equalized, or multiplied apart, only where that is worth another calibration. */
class VariantTest {
    /** The fourth channel reaches 50 times as far as the others and matters as little. */
    private static final String UNEVEN = """
            x: float[1,8,32,32]
            A = random[8,8,3,3]
            far = values[8,1,1,1] {1,1,1,50,1,1,1,1}
            D = Mul(A, far)
            K = random[32,8,3,3]
            little = values[1,8,1,1] {1,1,1,.02,1,1,1,1}
            W = Mul(K, little)
            v = Conv(x, D)
            r = Relu(v)
            y = Conv(r, W)
            return y
            """;

    /** One of 128 channels reaches 64 times as far as the others and matters as little. */
    private static final String FAR = """
            x: float[1,64,128]
            far = values[128] {1,1,1,64,%1$s}
            K = random[128,256]
            little = values[128,1] {1,1,1,.02,%1$s}
            W = Mul(K, little)
            g = Mul(x, far)
            v = Elu(g)
            y = MatMul(v, W)
            return y
            """.formatted("1,".repeat(123) + "1");

    private static final DataSource SAMPLES = samples(Shape.of(1, 8, 32, 32));
    private static final DataSource ROWS = samples(Shape.of(1, 64, 128));

    private static DataSource samples(Shape shape) {
        return DataSource.of(
                IntStream.range(0, 4)
                        .mapToObj(seed -> Sample.of(
                                "sample " + seed,
                                Map.of("x", RandomTensors.random(ElementType.FLOAT, shape, seed, "x"))))
                        .toList(),
                "four samples");
    }

    @TempDir
    private Path folder;

    private StaticQuantizationConfiguration uneven(double floor) {
        return configuration(UNEVEN, SAMPLES, floor);
    }

    private StaticQuantizationConfiguration configuration(String text, DataSource samples, double floor) {
        Path model = folder.resolve("model.onnx");
        OnnxWriter.write(GraphText.parse(text), model);
        return StaticQuantizationConfiguration.of(model, folder.resolve("quantized.onnx"), samples)
                .withTarget(TargetTable.named("x86-64-vnni"))
                .withRefinement(RefinementSettings.defaults().withTimed(false).withFloor(floor));
    }

    private double sqnr() {
        return sqnr(UNEVEN, SAMPLES);
    }

    private double sqnr(String text, DataSource samples) {
        return OutputErrors.measure(
                        GraphText.parse(text),
                        OnnxReader.read(folder.resolve("quantized.onnx")),
                        samples,
                        LayerSettings.defaults())
                .worst()
                .orElseThrow()
                .getValue()
                .sqnr();
    }

    private static boolean isEqualized(StaticQuantizationResult result) {
        return result.prepared().trace().appliedCounts().containsKey(Equalization.NAME);
    }

    @Test
    void equalizesWhereAnOutputIsWorseThanItMayBe() {
        assertThat(isEqualized(StaticQuantization.quantize(uneven(Double.NEGATIVE_INFINITY), Progress.NONE)))
                .isFalse();
        double plain = sqnr();
        assertThat(plain).isLessThan(18);

        assertThat(isEqualized(StaticQuantization.quantize(uneven(20), Progress.NONE)))
                .isTrue();
        assertThat(sqnr()).isGreaterThan(30);
    }

    @Test
    void equalizesWhereAnOutputIsLittleBetterThanItMustBe() {
        assertThat(isEqualized(StaticQuantization.quantize(uneven(8), Progress.NONE)))
                .isTrue();
    }

    @Test
    void leavesAModelAsItIsThatIsGoodEnough() {
        assertThat(isEqualized(StaticQuantization.quantize(uneven(3), Progress.NONE)))
                .isFalse();
    }

    @Test
    void keepsRangesThatTheUserGives() {
        Range given = new Range(0, 100);
        StaticQuantizationResult result =
                StaticQuantization.quantize(uneven(20).withImported(Map.of("r", given)), Progress.NONE);
        assertThat(isEqualized(result)).isFalse();
        assertThat(result.quantized().orElseThrow().inserted().activations())
                .hasEntrySatisfying("r", map -> assertThat(map.scale()).isCloseTo(100f / 255, within(1e-5f)));
    }

    private static boolean isSplit(StaticQuantizationResult result) {
        return result.prepared().trace().appliedCounts().containsKey(Outliers.NAME);
    }

    @Test
    void multipliesOutliersApartWhereAnOutputIsWorseThanItMayBe() {
        assertThat(isSplit(
                        StaticQuantization.quantize(configuration(FAR, ROWS, Double.NEGATIVE_INFINITY), Progress.NONE)))
                .isFalse();
        assertThat(sqnr(FAR, ROWS)).isLessThan(18);

        StaticQuantizationResult result = StaticQuantization.quantize(configuration(FAR, ROWS, 20), Progress.NONE);

        assertThat(isSplit(result)).isTrue();
        assertThat(sqnr(FAR, ROWS)).isGreaterThan(30);
        assertThat(result.plan().quantized())
                .extracting(plan -> plan.node().output())
                .containsExactly("y_rest");
    }

    @Test
    void leavesOutliersWhereOutputsAreGoodEnough() {
        assertThat(isSplit(StaticQuantization.quantize(configuration(FAR, ROWS, 1), Progress.NONE)))
                .isFalse();
    }

    @Test
    void leavesOutliersOfAValueWhoseRangeTheUserGives() {
        StaticQuantizationConfiguration given =
                configuration(FAR, ROWS, 20).withImported(Map.of("v", new Range(-1, 300)));

        assertThat(isSplit(StaticQuantization.quantize(given, Progress.NONE))).isFalse();
    }
}
