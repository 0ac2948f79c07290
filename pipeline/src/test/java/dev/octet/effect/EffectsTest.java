package dev.octet.effect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.octet.graph.Model;
import dev.octet.observe.Effect;
import dev.octet.runtime.Session;
import dev.octet.runtime.SessionSettings;
import dev.octet.tensor.Shape;
import dev.octet.tensor.Tensor;
import dev.octet.testing.GraphText;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EffectsTest {
    private static final float[] ELEMENTS = {-90, -6, -3.5f, -3, -1.25f, -0.5f, 0, 0.25f, 1, 2.5f, 3, 6.5f, 50};

    private static Effect effect(String body) {
        return Effects.of("c", graph(body).graph());
    }

    /** A pointwise convolution by 1, so that what it gives is the input itself. */
    private static Model graph(String body) {
        return GraphText.parse("""
                x: float[1,1,13,1]
                I = values[1,1,1,1] {1}; three = values[] {3}; six = values[] {6}; zero = values[] {0}
                far = values[1,1,1,2] {1, 2}
                c = Conv(x, I)
                %s
                return y
                """.formatted(body));
    }

    /** ONNX Runtime computes the same of each element as the function that was found. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "s = Sigmoid(c); m = Mul(c, s); y = Conv(m, I)",
                "a = Add(c, three); b = Clip(a, zero, six); m = Mul(b, c); d = Div(m, six); y = Conv(d, I)",
                "h = HardSigmoid(c) {alpha=0.1666667, beta=0.5}; m = Mul(h, c); y = Conv(m, I)",
                "h = HardSwish(c); y = Conv(h, I)",
                "h = HardSigmoid(c); y = Conv(h, I)",
                "r = Relu(c); y = Conv(r, I)",
                "r = LeakyRelu(c); y = Conv(r, I)",
                "r = LeakyRelu(c) {alpha=0.25}; y = Conv(r, I)",
                "r = Clip(c, , six); y = Conv(r, I)",
                "r = Clip(c, zero); y = Conv(r, I)",
                "s = Softplus(c); t = Tanh(s); m = Mul(c, t); y = Conv(m, I)",
                "n = Neg(c); s = Sub(three, n); t = Max(s, zero, c); u = Min(t, six); v = Identity(u); y = Conv(v, I)",
                "s = Sigmoid(c); y = Identity(s)"
            })
    void composesWhatReadersMakeOfAnElement(String body) {
        Effect effect = effect(body);
        assertThat(effect.functions()).hasSize(1);
        float[] computed;
        try (Session session = Session.open(graph(body), SessionSettings.defaults())) {
            Tensor x = Tensor.ofFloats(Shape.of(1, 1, ELEMENTS.length, 1), ELEMENTS);
            computed =
                    Objects.requireNonNull(session.run(Map.of("x", x)).get("y")).toFloats();
        }
        for (int i = 0; i < ELEMENTS.length; i++) {
            assertThat(effect.functions().get(0).applyAsDouble(ELEMENTS[i]))
                    .as("of %s", ELEMENTS[i])
                    .isCloseTo(computed[i], within(1e-5 * Math.max(1, Math.abs((double) computed[i]))));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "y = Conv(c, I)",
                "r = Relu(c); s = Conv(c, I); y = Add(r, s)",
                "s = Sigmoid(c); m = Mul(s, x); y = Add(m, c)",
                "y = Mul(c, far)",
                "flag = bool[] {true}; y = If(flag) {then_branch={t = Relu(c); return t}, else_branch={e = Neg(c); return e}}"
            })
    void whereTheElementItselfIsReadNothingIsAlike(String body) {
        assertThat(effect(body).isIdentity()).isTrue();
    }

    @Test
    void anOutputOfTheModelIsSeen() {
        Model model = GraphText.parse("x: float[4]; n = Neg(x); y = Relu(n); return n, y");
        assertThat(Effects.of("n", model.graph()).isIdentity()).isTrue();
    }

    @Test
    void severalReadersAreSeveralFunctions() {
        Effect effect = effect("r = Relu(c); s = Sigmoid(c); t = Conv(r, I); u = Conv(s, I); y = Add(t, u)");
        assertThat(effect.functions()).hasSize(2);
        assertThat(List.of(-2.0, 2.0))
                .allSatisfy(x -> assertThat(effect.functions())
                        .extracting(function -> function.applyAsDouble(x))
                        .containsExactlyInAnyOrder(Math.max(0, x), 1 / (1 + Math.exp(-x))));
    }
}
