package dev.octet.prepare.opset;

import static org.assertj.core.api.Assertions.assertThat;

import dev.octet.format.OnnxReader;
import dev.octet.graph.Model;
import dev.octet.prepare.opset.UpgradeComparison.Outcome;
import dev.octet.tensor.Shape;
import dev.octet.tensor.Tensor;
import dev.octet.testing.ModelComparison;
import dev.octet.testing.SharedFolder;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Real models of many exporters, from opset 7 to 17: none is refused, and all compute the same afterwards. */
class RealModelsUpgradeTest {
    private static final Map<String, Tensor> INPUTS = Map.of("sr", Tensor.ofLongs(Shape.SCALAR, 16000));

    /** Sizes of the dimensions that the models leave open. */
    private static final Map<String, Long> SIZES =
            Map.of("x:2", 48L, "x:3", 64L, "input:0", 1L, "input:1", 512L, "state:1", 1L, "S", 7L);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ch_PP-OCRv4_rec_infer",
                "cifar_resnet20",
                "cnn_mnist_tribuo",
                "dtln_1",
                "dtln_2",
                "fastestdet",
                "magika_v3_3",
                "mnist_cntk",
                "mnistfc_256x4",
                "silero_vad",
                "squeezenet_fp16",
                "squeezenet_fp32",
                "sri_resnet_a",
                "super_resolution_10",
                "tinystories_llama_281k",
                "ultraface_rfb320",
                "vit_pgd_2_3_16",
                "yolox_nano"
            })
    void computesTheSameAtOpset13And21(String name) {
        Path file = SharedFolder.require("models/" + name + ".onnx");
        Model model = OnnxReader.read(file);

        // Half precision rounds to 11 bits, and a Softmax may sum in another order.
        double tolerance = name.endsWith("fp16") ? 0x1p-10 : 1e-5;

        for (long target : new long[] {13, 21}) {
            Outcome outcome =
                    new UpgradeComparison(new ModelComparison(INPUTS, SIZES, tolerance)).compare(model, target);

            assertThat(outcome.kind())
                    .as("%s at opset %d: %s", name, target, outcome)
                    .isEqualTo(Outcome.Kind.SAME);
        }
    }
}
