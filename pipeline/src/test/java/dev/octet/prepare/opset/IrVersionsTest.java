package dev.octet.prepare.opset;

import static org.assertj.core.api.Assertions.assertThat;

import dev.octet.graph.Model;
import dev.octet.graph.Value;
import dev.octet.runtime.OptimizationLevel;
import dev.octet.runtime.Session;
import dev.octet.runtime.SessionSettings;
import dev.octet.tensor.Shape;
import dev.octet.tensor.Tensor;
import dev.octet.testing.GraphText;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IrVersionsTest {
    private static final SessionSettings PLAIN =
            SessionSettings.defaults().withLevel(OptimizationLevel.NONE).withThreads(1);

    /** Source: the table of versions in the onnx package, {@code onnx.helper.VERSION_TABLE}. */
    @ParameterizedTest
    @CsvSource({
        "7,3", "8,3", "9,4", "10,5", "11,6", "12,7", "13,7", "14,7", "15,8", "16,8", "17,8", "18,8", "19,9", "20,9",
        "21,10"
    })
    void followsTheReleasesOfOnnxAndIsAcceptedByOnnxRuntime(long opset, long irVersion) {
        assertThat(IrVersions.minimumFor(opset)).isEqualTo(irVersion);
        Model model = GraphText.parse("ir " + irVersion + "; opset " + opset + "; x: float[1]; y = Sin(x); return y");

        try (Session session = Session.open(model, PLAIN)) {
            assertThat(session.outputs()).extracting(Value::name).containsExactly("y");
        }
    }

    @Test
    void risesWithTheOpsetAndNeverFalls() {
        assertThat(upgraded("ir 4; opset 9; x: float[1]; y = Sin(x); return y", 13)
                        .irVersion())
                .isEqualTo(7);
        assertThat(upgraded("ir 9; opset 9; x: float[1]; y = Sin(x); return y", 13)
                        .irVersion())
                .isEqualTo(9);
        assertThat(upgraded("ir 3; opset 7; x: float[1]; y = Sin(x); return y", 8)
                        .irVersion())
                .isEqualTo(3);
    }

    @Test
    void takesInitializersFromTheInputsOfAVersion3ModelForNobodyCouldSetThem() {
        String text = "ir 3; opset 8; x: float[2,3]; W: float[3,2] = random; y = MatMul(x, W); return y";
        Model before = GraphText.parse(text);

        Model after = upgraded(text, 13);

        assertThat(after.graph().inputs()).extracting(Value::name).containsExactly("x");
        assertThat(after.graph().constant("W")).isPresent();
        assertThat(result(after)).isEqualTo(result(before));
    }

    @Test
    void leavesInitializersThatACallerMaySetAmongTheInputs() {
        Model after = upgraded("ir 4; opset 9; x: float[2,3]; W: float[3,2] = random; y = MatMul(x, W); return y", 13);

        assertThat(after.graph().inputs()).extracting(Value::name).containsExactly("x", "W");
    }

    @Test
    void usesTheConstantsOfAVersion3Model() {
        Model after = upgraded("""
                ir 3
                opset 10
                x: float[1,1,2,2]
                s: float[4] = {1, 1, 2, 2}
                y = Resize(x, s)
                return y
                """, 11);

        assertThat(after.graph().nodes().get(0).stringAttribute("nearest_mode", ""))
                .isEqualTo("floor");
    }

    private static Model upgraded(String text, long target) {
        UpgradeResult result = OpsetUpgrade.upgrade(GraphText.parse(text), target);
        assertThat(result.refusals()).isEmpty();
        return result.model();
    }

    private static float[] result(Model model) {
        Tensor x = Tensor.ofFloats(Shape.of(2, 3), 1, 2, 3, 4, 5, 6);
        try (Session session = Session.open(model, PLAIN)) {
            return Objects.requireNonNull(session.run(Map.of("x", x)).get("y")).toFloats();
        }
    }
}
