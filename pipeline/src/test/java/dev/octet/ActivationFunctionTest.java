package dev.octet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.octet.calibrate.data.DataSource;
import dev.octet.calibrate.data.Sample;
import dev.octet.compare.layers.LayerSettings;
import dev.octet.compare.layers.OutputErrors;
import dev.octet.format.OnnxReader;
import dev.octet.format.OnnxWriter;
import dev.octet.graph.Model;
import dev.octet.insert.Inserted;
import dev.octet.observe.RangeMethod;
import dev.octet.place.PlacementSettings;
import dev.octet.place.PlacementSettings.Preference;
import dev.octet.place.TargetTable;
import dev.octet.progress.Progress;
import dev.octet.refine.RefinementSettings;
import dev.octet.tensor.ElementType;
import dev.octet.tensor.Shape;
import dev.octet.testing.GraphText;
import dev.octet.testing.RandomTensors;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Convolutions whose results are read through activation functions that exporters spell out. */
class ActivationFunctionTest {
    /** As in PP-OCR's recogniser: values far below -3 become 0. */
    private static final String HARD_SWISH =
            "a = Add(c, three); b = Clip(a, zero, six); m = Mul(c, b); s = Div(m, six)";

    private static final String SILU = "g = Sigmoid(c); s = Mul(c, g)";

    @TempDir
    private Path folder;

    private static Model model(String function) {
        return GraphText.parse("""
                x: float[1,16,32,32]
                K, L = random[16,16,3,3]
                low = values[16] {-16, -2, -12, -1, -20, -4, -14, -1, -16, -2, -12, -1, -20, -4, -14, -1}
                three = values[] {3}; six = values[] {6}; zero = values[] {0}
                c = Conv(x, K, low) {pads=[1,1,1,1]}
                %s
                y = Conv(s, L) {pads=[1,1,1,1]}
                return y
                """.formatted(function));
    }

    private static DataSource samples(int first) {
        return DataSource.of(
                IntStream.range(first, first + 8)
                        .mapToObj(seed -> Sample.of(
                                "seed " + seed,
                                Map.of(
                                        "x",
                                        RandomTensors.random(ElementType.FLOAT, Shape.of(1, 16, 32, 32), seed, "x"))))
                        .toList(),
                "random");
    }

    private Inserted quantize(Model model, String range) {
        Path file = folder.resolve("float.onnx");
        OnnxWriter.write(model, file);
        StaticQuantizationConfiguration configuration = StaticQuantizationConfiguration.of(
                        file, folder.resolve("int8.onnx"), samples(0))
                .withTarget(TargetTable.named("x86-64-vnni"))
                .withPlacement(PlacementSettings.defaults().withPreference(Preference.SIZE))
                .withRefinement(RefinementSettings.defaults().withTimed(false).withFloor(Double.NEGATIVE_INFINITY));
        return StaticQuantization.quantize(
                        configuration.withEstimator(RangeMethod.parse(
                                range, configuration.settings().target().activation())),
                        Progress.NONE)
                .quantized()
                .orElseThrow()
                .inserted();
    }

    private double sqnr(Model model) {
        return OutputErrors.measure(
                        model, OnnxReader.read(folder.resolve("int8.onnx")), samples(100), LayerSettings.defaults())
                .worst()
                .orElseThrow()
                .getValue()
                .sqnr();
    }

    @ParameterizedTest
    @ValueSource(strings = {HARD_SWISH, SILU})
    void spendsNoCodesOnWhatTheFunctionSetsToZero(String function) {
        Model model = model(function);
        double low = Objects.requireNonNull(
                        quantize(model, "min-max").activations().get("c"))
                .range()
                .min();
        double usual = sqnr(model);
        double seen = Objects.requireNonNull(
                        quantize(model, "auto").activations().get("c"))
                .range()
                .min();

        assertThat(low).isLessThan(-20);
        assertThat(seen).isBetween(-10.0, -0.5);
        assertThat(sqnr(model)).isGreaterThan(usual + 2);
    }

    @Test
    void keepsCodesForWhatIsReadAsItIs() {
        Model model = model("g = Sigmoid(c); m = Mul(c, g); s = Add(m, c)");
        assertThat(Objects.requireNonNull(quantize(model, "auto").activations().get("c"))
                        .range()
                        .min())
                .isLessThan(-20);
    }
}
