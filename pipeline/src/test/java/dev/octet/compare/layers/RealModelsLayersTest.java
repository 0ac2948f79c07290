package dev.octet.compare.layers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.octet.StaticQuantization;
import dev.octet.StaticQuantizationConfiguration;
import dev.octet.calibrate.data.DataSettings;
import dev.octet.calibrate.data.DataSource;
import dev.octet.calibrate.data.DataSources;
import dev.octet.calibrate.data.SampleChoice;
import dev.octet.calibrate.image.ColorOrder;
import dev.octet.calibrate.image.Preprocessing;
import dev.octet.format.OnnxReader;
import dev.octet.graph.Model;
import dev.octet.place.PlacementSettings;
import dev.octet.place.PlacementSettings.Preference;
import dev.octet.place.TargetTable;
import dev.octet.progress.Progress;
import dev.octet.testing.SharedFolder;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A range clipped to a tenth is named first in real models: one early, one in the middle, one late in each. */
class RealModelsLayersTest {
    private static final int SAMPLES = 4;

    private record Real(String model, String data, Preprocessing preprocessing) {
        @Override
        public String toString() {
            return model;
        }
    }

    static List<Real> models() {
        return List.of(
                new Real(
                        "models/cifar_resnet20.onnx",
                        "data/cifar10/calibration",
                        preprocessing(1 / 255.0, List.of(.485, .456, .406), List.of(.229, .224, .225))),
                new Real(
                        "models/squeezenet_fp32.onnx",
                        "data/imagenet224",
                        preprocessing(1, List.of(103.939, 116.779, 123.68), List.of(1.0)).toBuilder()
                                .color(ColorOrder.BGR)
                                .build()),
                new Real(
                        "models/sri_resnet_a.onnx",
                        "data/cifar10/calibration",
                        preprocessing(1 / 255.0, List.of(.4914, .4822, .4465), List.of(.2023, .1994, .2010))));
    }

    private static Preprocessing preprocessing(double scale, List<Double> mean, List<Double> std) {
        return Preprocessing.builder().scale(scale).mean(mean).std(std).build();
    }

    @ParameterizedTest
    @MethodSource("models")
    void namesAClippedRangeFirst(Real real, @TempDir Path folder) {
        Path model = SharedFolder.require(real.model);
        Model floatModel = OnnxReader.read(model);
        DataSource data = SampleChoice.spread(
                DataSources.open(
                        SharedFolder.require(real.data),
                        floatModel.graph().requiredInputs(),
                        DataSettings.defaults().withPreprocessing(real.preprocessing)),
                SAMPLES,
                1);
        Path output = folder.resolve("quantized.onnx");
        StaticQuantization.quantize(
                StaticQuantizationConfiguration.of(model, output, data)
                        .withTarget(TargetTable.named("x86-64-vnni"))
                        .withPlacement(PlacementSettings.defaults().withPreference(Preference.SIZE)),
                Progress.NONE);
        Model quantized = OnnxReader.read(output);
        List<QuantizedTensor> tensors = MatchingPoints.of(floatModel, quantized).tensors();
        LayerSettings settings = LayerSettings.defaults().withSamples(2, 1);
        for (int part = 0; part < 3; part++) {
            QuantizedTensor chosen = tensors.get((2 * part + 1) * tensors.size() / 6);
            Model broken = BrokenRanges.clipped(quantized, chosen.source());
            LayerReport report = LayerAnalysis.of(floatModel, broken, data, settings, Progress.NONE);
            assertThat(report.culprits().get(0).name()).isEqualTo(chosen.name());
        }
    }
}
