package dev.octet.insert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withPrecision;

import dev.octet.graph.Model;
import dev.octet.graph.Operator;
import dev.octet.runtime.Session;
import dev.octet.runtime.SessionSettings;
import dev.octet.tensor.ElementType;
import dev.octet.tensor.Shape;
import dev.octet.tensor.Tensor;
import dev.octet.testing.GraphText;
import dev.octet.testing.RandomTensors;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FusedSiluTest {
    private static final String CODES = """
            x: float[2,3,5]; scale = float[] {0.01}; zero = uint8[] {128}
            q = QuantizeLinear(x, scale, zero); d = DequantizeLinear(q, scale, zero)
            """;

    private static Model model(String statements) {
        return GraphText.parse(CODES + statements);
    }

    private static float[] run(Model model) {
        Tensor input = RandomTensors.random(ElementType.FLOAT, Shape.of(2, 3, 5), 1, "x");
        try (Session session = Session.open(model, SessionSettings.defaults())) {
            return Objects.requireNonNull(session.run(Map.of("x", input)).get("y"))
                    .toFloats();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"s = Sigmoid(d); y = Mul(d, s); return y", "s = Sigmoid(d); y = Mul(s, d); return y"})
    void twoNodesBecomeOneThatComputesTheSame(String statements) {
        Model before = model(statements);
        Model after = FusedSilu.in(before);

        assertThat(after.graph().nodes())
                .extracting(node -> node.operator().type())
                .containsExactly("QuantizeLinear", "DequantizeLinear", "QuickGelu");
        assertThat(after.opsetImports()).containsEntry(Operator.MICROSOFT, 1L);
        assertThat(run(after)).containsExactly(run(before), withPrecision(1e-6f));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                // ONNX Runtime fuses it
                "s = Sigmoid(x); y = Mul(x, s); return y",
                // no SiLU
                "s = Sigmoid(d); y = Mul(x, s); return y",
                "s = Sigmoid(d); y = Mul(s, s); return y",
                "s = Sigmoid(d); y = Add(d, s); return y"
            })
    void leavesEverythingElse(String statements) {
        Model model = model(statements);
        assertThat(FusedSilu.in(model).graph()).isSameAs(model.graph());
    }

    @Test
    void leavesASigmoidThatSomebodyElseReads() {
        Model model = model("s = Sigmoid(d); y = Mul(d, s); return y, s");
        assertThat(FusedSilu.in(model).graph()).isSameAs(model.graph());
    }
}
