package dev.octet.inspect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.octet.format.ExternalDataUse;
import dev.octet.format.ModelFacts;
import dev.octet.format.OnnxWriter;
import dev.octet.format.WriteOptions;
import dev.octet.graph.FunctionBody;
import dev.octet.graph.Model;
import dev.octet.graph.Node;
import dev.octet.graph.Operator;
import dev.octet.graph.Origin;
import dev.octet.tensor.ElementType;
import dev.octet.testing.GraphText;
import dev.octet.testing.ProjectFolder;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InspectionTest {
    private static final Model BRANCHES = GraphText.parse("""
            flag: bool[1]; x: float[N,?]
            s: float[1] = {0.5}
            W = random[4,4]
            a = MatMul(x, W)
            y = If(flag) {
                then_branch={k = Constant() {value=float[4] {1, 2, 3, 4}}; t = Add(a, k); return t},
                else_branch={V = random[4]; i = If(flag) {
                    then_branch={p = Mul(a, V); return p}, else_branch={q = Relu(a); return q}}; return i}}
            return y: float
            """);

    @Test
    void readsSignatureAndVersions() {
        Inspection inspection = Inspection.of(BRANCHES);

        assertThat(inspection.irVersion()).isEqualTo(8);
        assertThat(inspection.opsetImports()).isEqualTo(Map.of("", 17L));
        assertThat(inspection.inputs()).hasToString("[flag: bool[1], x: float[N,?]]");
        assertThat(inspection.overridable()).hasToString("[s: float[1]]");
        assertThat(inspection.outputs()).hasToString("[y: float]");
        assertThat(inspection.facts()).isEqualTo(new ModelFacts("", "", "", 0, ""));
    }

    @Test
    void countsOperatorsInSubgraphsAtAnyDepth() {
        Inspection inspection = Inspection.of(BRANCHES);

        assertThat(inspection.operators())
                .containsExactly(
                        count("If", 1, 1), // the most frequent first, then by name
                        count("Add", 0, 1),
                        count("Constant", 0, 1),
                        count("MatMul", 1, 0),
                        count("Mul", 0, 1),
                        count("Relu", 0, 1));
        assertThat(inspection.nodes()).isEqualTo(7);
    }

    @Test
    void countsWeightsInSubgraphsAndConstants() {
        StoredWeights weights = Inspection.of(BRANCHES).weights();

        assertThat(weights.totals()).containsExactly(new WeightTotal(ElementType.FLOAT, 4, 25, 100));
        assertThat(weights.externalFiles()).isEmpty();
    }

    @Test
    void countsFunctionsOnceAndTheirCallsEach() {
        Operator twice = new Operator("our.own", "Twice");
        Node add = Node.of("", "Add", List.of("p", "p"), List.of("r"), Map.of());
        Model plain =
                GraphText.parse("x: float[2]; a = our.own.Twice(x); y = our.own.Twice(a); z = their.Odd(y); return z");
        Model model = plain.withFunctions(List.of(new FunctionBody(
                twice, "", List.of("p"), List.of("r"), Map.of(), List.of(add), Map.of("", 17L), Origin.NONE)));

        Inspection inspection = Inspection.of(model);

        assertThat(inspection.functions()).containsExactly(new FunctionSummary(twice, "", 1, 2));
        assertThat(inspection.operators())
                .contains(new OperatorCount(new Operator("", "Add"), 0, 0, 1), new OperatorCount(twice, 2, 0, 0));
        assertThat(inspection.customDomains())
                .as("a function's domain is not custom")
                .isEqualTo(Map.of("their", 1));
    }

    @Test
    void namesExternalDataWithItsBytes(@TempDir Path folder) {
        Model model = GraphText.parse("x: float[1,512]; W = random[512,8]; b = random[8]; y = Gemm(x, W, b); return y");
        OnnxWriter.write(
                model, folder.resolve("m.onnx"), WriteOptions.defaults().withExternalData(ExternalDataUse.ALWAYS));

        StoredWeights weights = Inspection.of(folder.resolve("m.onnx")).weights();

        assertThat(weights.bytes()).isEqualTo(4 * (512 * 8 + 8));
        assertThat(weights.externalFiles()).isEqualTo(Map.of("m.onnx.data", 4L * 512 * 8));
        assertThat(weights.externalBytes()).isEqualTo(4L * 512 * 8);
    }

    @Test
    void readsTheSample() {
        Inspection inspection = Inspection.of(ProjectFolder.root().resolve("calibration-data/digits/digits.onnx"));

        assertThat(inspection.weights().elements()).isEqualTo(112_842);
        assertThat(inspection.quantization().form()).isEqualTo(QuantizationForm.FLOAT);
        assertThat(inspection.facts().producerName()).isEqualTo("octet-sample-digits");
    }

    private static OperatorCount count(String operator, int inGraph, int inSubgraphs) {
        return new OperatorCount(new Operator("", operator), inGraph, inSubgraphs, 0);
    }
}
