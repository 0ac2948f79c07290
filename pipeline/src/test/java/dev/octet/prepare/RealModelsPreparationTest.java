package dev.octet.prepare;

import static org.assertj.core.api.Assertions.assertThat;

import dev.octet.format.ModelCheck;
import dev.octet.format.OnnxReader;
import dev.octet.graph.Model;
import dev.octet.graph.Node;
import dev.octet.tensor.Shape;
import dev.octet.tensor.Tensor;
import dev.octet.testing.ModelComparison;
import dev.octet.testing.SharedFolder;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Real models of many exporters compute the same after preparation, and have the figures that we tell of. */
@Tag("models")
class RealModelsPreparationTest {
    private static final Map<String, Tensor> INPUTS = Map.of("sr", Tensor.ofLongs(Shape.SCALAR, 16000));

    /** Sizes of the dimensions that the models leave open. */
    private static final Map<String, Long> SIZES =
            Map.of("x:2", 48L, "x:3", 64L, "input:0", 1L, "input:1", 512L, "state:1", 1L, "S", 7L);

    private static Model read(String name) {
        return OnnxReader.read(SharedFolder.require("models/" + name + ".onnx"));
    }

    private static long count(Model model, String operator) {
        return model.graph().nodes().stream().filter(node -> node.is(operator)).count();
    }

    @ParameterizedTest
    @CsvSource({
        "ch_PP-OCRv4_rec_infer, 1e-4",
        "cifar_resnet20, 1e-4",
        "cnn_mnist_tribuo, 1e-4",
        "dtln_1, 1e-4",
        "dtln_2, 1e-4",
        "fastestdet, 1e-4",
        "magika_v3_3, 1e-4",
        "mnist_cntk, 1e-4",
        "mnistfc_256x4, 1e-4",
        "silero_vad, 1e-4",
        // Half precision rounds to 11 bits.
        "squeezenet_fp16, 1e-3",
        "squeezenet_fp32, 1e-4",
        "sri_resnet_a, 1e-4",
        "super_resolution_10, 1e-4",
        "tinystories_llama_281k, 1e-4",
        "ultraface_rfb320, 1e-4",
        "vit_pgd_2_3_16, 1e-4",
        "yolox_nano, 1e-4"
    })
    void computesTheSame(String name, double tolerance) {
        assertSame(name, PreparationSettings.defaults(), tolerance);
        assertSame(name, PreparationSettings.defaults().withFixOverridable(true), tolerance);
    }

    private static void assertSame(String name, PreparationSettings settings, double tolerance) {
        Model model = read(name);
        Model prepared = Preparation.prepare(model, settings).model();

        ModelCheck.check(prepared);
        assertThat(prepared.opset()).isGreaterThanOrEqualTo(settings.opset());
        assertThat(prepared.graph().requiredInputs()).isEqualTo(model.graph().requiredInputs());
        assertThat(prepared.graph().outputs()).isEqualTo(model.graph().outputs());
        ModelComparison.Outcome outcome = new ModelComparison(INPUTS, SIZES, tolerance).compare(model, prepared);
        assertThat(outcome.kind()).as("%s with %s: %s", name, settings, outcome).isEqualTo(ModelComparison.Kind.SAME);
    }

    @Test
    void foldsEveryNormalizationOfAResidualNetwork() {
        Model model = read("cifar_resnet20");
        Prepared prepared = Preparation.prepare(model, PreparationSettings.defaults());
        assertThat(model.graph().nodes()).hasSize(166);
        assertThat(prepared.model().graph().nodes()).hasSize(56);
        assertThat(prepared.trace().appliedCounts()).containsEntry("FoldBatchNormIntoConv", 19);
        assertThat(count(prepared.model(), "BatchNormalization")).isZero();
        assertThat(prepared.model().graph().nodes())
                .extracting(node -> node.operator().type())
                .doesNotContain("Shape", "Constant", "Concat", "Gather");
    }

    @Test
    void foldsANetworkWhoseWeightsACallerMayOverrideOnlyWhenAsked() {
        Model model = read("ultraface_rfb320");
        Prepared kept = Preparation.prepare(model, PreparationSettings.defaults());
        assertThat(count(kept.model(), "BatchNormalization")).isEqualTo(35);
        assertThat(kept.notes()).singleElement().asString().contains("244 initializers are inputs too");
        Prepared fixed =
                Preparation.prepare(model, PreparationSettings.defaults().withFixOverridable(true));
        assertThat(count(fixed.model(), "BatchNormalization")).isZero();
    }

    @Test
    void knowsTheShapesOfARecognizerOfAnyWidth() {
        Prepared prepared = Preparation.prepare(read("ch_PP-OCRv4_rec_infer"), PreparationSettings.defaults());
        assertThat(count(prepared.model(), "Flatten")).isZero();
        assertThat(prepared.model().graph().nodes())
                .flatExtracting(Node::outputs)
                .allSatisfy(output -> assertThat(prepared.types()).containsKey(output));
    }
}
