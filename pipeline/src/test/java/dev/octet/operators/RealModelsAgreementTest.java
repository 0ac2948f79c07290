package dev.octet.operators;

import static org.assertj.core.api.Assertions.assertThat;

import dev.octet.defects.WholeRun;
import dev.octet.format.OnnxReader;
import dev.octet.operators.QuantizedUnits.Difference;
import dev.octet.testing.SharedFolder;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Small real models, quantized as a whole, compute the same with graph optimizations and without. */
class RealModelsAgreementTest {
    /** Codes that differ, as a share of all. */
    private static final double FEW = 1e-4;

    private static WholeRun quantized(String model) {
        return WholeRun.of(
                OnnxReader.read(SharedFolder.require("models").resolve(model + ".onnx")), UnaryOperator.identity());
    }

    @ParameterizedTest
    @ValueSource(strings = {"cnn_mnist_tribuo", "dtln_1", "dtln_2", "mnist_cntk", "mnistfc_256x4"})
    void outputsAgreeWithinOneStep(String model) {
        quantized(model).isWithin(20);
    }

    /**
     * Known defect of ONNX Runtime, github.com/microsoft/onnxruntime/issues/32132: integer kernels give other results
     * than the operators that they replace, MatMulIntegerToFloat in the last bit of a float and the others by one code
     * where the exact result lies next to the middle between two. Later layers make more of it. The last column is what
     * is known, in steps of the output.
     *
     * <p>That it is this and nothing else is shown by each kernel alone: given the same codes it gives the same but for
     * a few in a million, which are off by one. And by what these few do: put into a run without optimizations one
     * kernel at a time, they move its outputs about as far as all optimizations together.
     */
    @ParameterizedTest
    @CsvSource({
        "cifar_resnet20, 20, 2",
        "sri_resnet_a, 20, 2",
        "squeezenet_fp32, 20, 4",
        "tinystories_llama_281k, 20, 10",
        "fastestdet, 10, 64"
    })
    void outputsOfDeeperModelsDifferByKnownSteps(String model, double decibels, double steps) {
        WholeRun run = quantized(model).isWithin(decibels, steps);
        QuantizedUnits units =
                QuantizedUnits.of(run.written(), run.samples().get(0).inputs());
        Map<String, Difference> differences = new LinkedHashMap<>(units.differences());
        Difference all = Objects.requireNonNull(differences.remove(""));
        assertThat(differences.values())
                .allSatisfy(
                        unit -> assertThat(unit.largest()).as(unit.operators()).isEqualTo(1));
        long different =
                differences.values().stream().mapToLong(Difference::different).sum();
        assertThat((double) different / all.elements())
                .as(differences.toString())
                .isLessThan(FEW);
        double explained =
                differences.values().stream().mapToDouble(Difference::effect).sum();
        if (!differences.isEmpty()) {
            assertThat(units.outputSteps()).as(differences.toString()).isLessThan(1 + 2 * explained);
        }
    }
}
