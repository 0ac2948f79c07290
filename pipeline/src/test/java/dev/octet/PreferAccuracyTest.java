package dev.octet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.octet.affine.TensorQuantizer;
import dev.octet.format.OnnxWriter;
import dev.octet.graph.Initializer;
import dev.octet.graph.Model;
import dev.octet.insert.QuantizedConstant;
import dev.octet.place.PlacementSettings;
import dev.octet.place.PlacementSettings.Preference;
import dev.octet.place.TargetTable;
import dev.octet.progress.Progress;
import dev.octet.refine.RefinementSettings;
import dev.octet.tensor.Shape;
import dev.octet.tensor.Tensor;
import dev.octet.testing.GraphText;
import dev.octet.testing.SeededSamples;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PreferAccuracyTest {
    @TempDir
    private Path folder;

    private final StaticQuantizationConfiguration configuration = StaticQuantizationConfiguration.of(
                    Path.of("model.onnx"), Path.of("out.onnx"), SeededSamples.of(model(), 4))
            .withTarget(TargetTable.named("x86-64-vnni"));

    /** Weights as trained ones are: most are small, a few are large. */
    private static Model model() {
        Model model = GraphText.parse("""
                x: float[8,512]
                V, W = random[512,512]
                h = MatMul(x, V)
                y = MatMul(h, W)
                return y
                """);
        List<Initializer> heavy = new ArrayList<>();
        SplittableRandom random = new SplittableRandom(1);
        for (String name : List.of("V", "W")) {
            float[] weights = new float[512 * 512];
            for (int i = 0; i < weights.length; i++) {
                weights[i] = (float) Math.pow(random.nextGaussian(), 3);
            }
            heavy.add(Initializer.of(name, Tensor.ofFloats(Shape.of(512, 512), weights)));
        }
        return model.withGraph(model.graph().toBuilder().initializers(heavy).build());
    }

    private double squaredError(Preference preference) {
        Path file = folder.resolve("model.onnx");
        OnnxWriter.write(model(), file);
        StaticQuantizationResult result = StaticQuantization.quantize(
                StaticQuantizationConfiguration.of(file, folder.resolve("out.onnx"), SeededSamples.of(model(), 4))
                        .withTarget(TargetTable.named("x86-64-vnni"))
                        .withPlacement(PlacementSettings.defaults().withPreference(preference))
                        .withRefinement(
                                RefinementSettings.defaults().withTimed(false).withFloor(Double.NEGATIVE_INFINITY)),
                Progress.NONE);
        double error = 0;
        for (QuantizedConstant constant :
                result.quantized().orElseThrow().inserted().constants()) {
            float[] stored = TensorQuantizer.dequantize(constant.codes(), constant.quantization())
                    .toFloats();
            float[] wanted =
                    model().graph().constant(constant.name()).orElseThrow().toFloats();
            for (int i = 0; i < wanted.length; i++) {
                error += Math.pow((double) wanted[i] - stored[i], 2);
            }
        }
        return error;
    }

    @Test
    void cutsOffTheLargestWeightsWhereThatMakesTheErrorSmaller() {
        assertThat(squaredError(Preference.ACCURACY)).isPositive().isLessThan(squaredError(Preference.SPEED));
    }

    @Test
    void asksMoreOfOutputsUnlessToldHowMuch() {
        PlacementSettings accurate = PlacementSettings.defaults().withPreference(Preference.ACCURACY);
        assertThat(configuration.settings().refinement().floor()).isEqualTo(20);
        assertThat(configuration.withPlacement(accurate).settings().refinement().floor())
                .isEqualTo(30);
        assertThat(configuration
                        .withRefinement(RefinementSettings.defaults().withFloor(15))
                        .withPlacement(accurate)
                        .settings()
                        .refinement()
                        .floor())
                .isEqualTo(15);
    }
}
