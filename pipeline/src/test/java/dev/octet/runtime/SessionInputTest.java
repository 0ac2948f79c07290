package dev.octet.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.octet.error.Kind;
import dev.octet.error.OctetException;
import dev.octet.tensor.Shape;
import dev.octet.tensor.Tensor;
import java.util.Map;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;

/** What does not fit is refused before ONNX Runtime sees it, with the input's name, what was expected and found. */
class SessionInputTest {
    private static final String TEXT = "x: float[N,2]; c: float[1] = {3}; y = Add(x, c); return y";

    private static AbstractThrowableAssert<?, ?> assertRefused(String text, Map<String, Tensor> inputs) {
        return assertThatThrownBy(() -> Runs.run(text, inputs))
                .isInstanceOfSatisfying(
                        OctetException.class,
                        failure -> assertThat(failure.kind()).isEqualTo(Kind.INVALID_DATA));
    }

    @Test
    void refusesAMissingInput() {
        assertRefused(TEXT, Map.of("z", Tensor.scalar(1)))
                .hasMessage("Input 'x': expected float[N,2], found nothing. The given inputs are [z].");
    }

    @Test
    void refusesAnotherType() {
        assertRefused(TEXT, Map.of("x", Tensor.ofLongs(Shape.of(1, 2), 1, 2)))
                .hasMessage("Input 'x': expected float[N,2], found int64[1,2].");
    }

    @Test
    void refusesAnotherRank() {
        assertRefused(TEXT, Map.of("x", Tensor.vector(1f, 2f)))
                .hasMessage("Input 'x': expected float[N,2], found float[2].");
    }

    @Test
    void refusesAnotherFixedDimension() {
        assertRefused(TEXT, Map.of("x", Tensor.ofFloats(Shape.of(1, 3), 1, 2, 3)))
                .hasMessage("Input 'x': expected float[N,2], found float[1,3].");
    }

    @Test
    void refusesAnUnknownInput() {
        Tensor x = Tensor.ofFloats(Shape.of(1, 2), 1, 2);
        assertRefused(TEXT, Map.of("x", x, "w", x))
                .hasMessage("Expected the inputs [x], found 'w' too, which is none.");
    }

    @Test
    void refusesToOverrideADefault() {
        Tensor x = Tensor.ofFloats(Shape.of(1, 2), 1, 2);
        assertRefused(TEXT, Map.of("x", x, "c", Tensor.vector(1f)))
                .hasMessageContaining("'c' too, which has a default in the model");
    }

    @Test
    void leavesUnknownDimensionsToTheModel() {
        assertThat(Runs.run("x: float; y = Neg(x); return y", Map.of("x", Tensor.ofFloats(Shape.of(1, 1, 1), 2))))
                .containsEntry("y", Tensor.ofFloats(Shape.of(1, 1, 1), -2));
    }
}
