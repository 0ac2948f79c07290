package dev.octet.float16;

import static org.assertj.core.api.Assertions.assertThat;

import dev.octet.format.OnnxReader;
import dev.octet.graph.Model;
import dev.octet.prepare.constant.FixInitializers;
import dev.octet.rewrite.Trace;
import dev.octet.tensor.ElementType;
import dev.octet.testing.ModelComparison;
import dev.octet.testing.SharedFolder;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Models that others trained compute nearly the same in float16. */
class SharedModelsTest {
    private static final ModelComparison COMPARISON = new ModelComparison(Map.of(), Map.of(), 0.01);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "cifar_resnet20",
                "dtln_1",
                "dtln_2",
                "mnist_cntk",
                "squeezenet_fp32",
                "tinystories_llama_281k",
                "ultraface_rfb320",
                "vit_pgd_2_3_16"
            })
    void computeTheSame(String name) {
        Model read = OnnxReader.read(SharedFolder.require("models/" + name + ".onnx"));
        Model model = new FixInitializers(true).apply(read, new Trace());

        Float16Result result = Float16Converter.convert(model, Float16Settings.defaults());

        assertThat(COMPARISON.compare(model, result.model()))
                .isEqualTo(new ModelComparison.Outcome(ModelComparison.Kind.SAME, ""));
        assertThat(result.model().graph().initializers().values())
                .filteredOn(weight -> weight.tensor().type() == ElementType.FLOAT)
                .allSatisfy(weight -> assertThat(weight.tensor().elementCount()).isLessThan(1000));
    }
}
