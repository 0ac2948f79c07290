package dev.octet.prepare;

import static org.assertj.core.api.Assertions.assertThat;

import dev.octet.graph.Model;
import dev.octet.graph.ValueType;
import dev.octet.runtime.TypeInference;
import dev.octet.tensor.ElementType;
import dev.octet.tensor.Shape;
import dev.octet.testing.GraphText;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Whether ONNX Runtime is asked shows in models that it refuses: it knows no operator Unknown. */
class SoundTypesTest {
    private static final Model KNOWN = GraphText.parse("""
            opset 17
            x: float[2,3]; W = float[3] {1, 2, 3}
            a = Relu(x); b = Add(a, W); c = Sigmoid(b)
            return c
            """);

    private final SoundTypes types = new SoundTypes();

    @Test
    void doesNotAskAgainWhereNothingMoreCanBeLearned() {
        types.types(KNOWN);

        Map<String, ValueType> later = types.types(GraphText.parse("""
                opset 17
                x: float[2,3]; V = float[1] {4}
                b = Unknown(x, V); c = Sigmoid(b)
                return c
                """));

        ValueType matrix = ValueType.tensor(ElementType.FLOAT, Shape.of(2, 3));
        assertThat(later)
                .containsExactly(
                        Map.entry("x", matrix),
                        Map.entry("V", ValueType.tensor(ElementType.FLOAT, Shape.of(1))),
                        Map.entry("b", matrix),
                        Map.entry("c", matrix));
        assertThat(types.notes()).isEmpty();
    }

    @Test
    void saysWhatInferenceSays() {
        types.types(KNOWN);

        Model later = GraphText.parse("""
                opset 17
                x: float[2,3]; W = float[3] {1, 2, 3}
                b = Add(x, W); c = Sigmoid(b)
                return c
                """);

        assertThat(types.types(later)).isEqualTo(TypeInference.infer(later));
    }

    @Test
    void asksWhereAValueIsNew() {
        types.types(KNOWN);

        assertThat(types.types(GraphText.parse("""
                opset 17
                x: float[2,3]
                d = Neg(x); c = Sigmoid(d)
                return c
                """)))
                .containsEntry("d", ValueType.tensor(ElementType.FLOAT, Shape.of(2, 3)));
    }

    @Test
    void asksWhereADimensionIsOpen() {
        types.types(GraphText.parse("""
                opset 17
                x: float[N,3]
                c = Sigmoid(x)
                return c
                """));

        types.types(GraphText.parse("""
                opset 17
                x: float[N,3]
                c = Unknown(x)
                return c
                """));

        assertThat(types.notes()).hasSize(1);
    }

    @Test
    void asksAfterAChangeOfTypes() {
        types.types(KNOWN);
        types.forget();

        types.types(GraphText.parse("""
                opset 17
                x: float[2,3]
                c = Unknown(x)
                return c
                """));

        assertThat(types.notes()).hasSize(1);
    }
}
