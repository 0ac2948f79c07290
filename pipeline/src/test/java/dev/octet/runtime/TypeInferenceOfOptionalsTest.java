package dev.octet.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.octet.error.OctetException;
import dev.octet.graph.ValueType;
import dev.octet.testing.GraphText;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TypeInferenceOfOptionalsTest {
    @Test
    void leavesAnOptionalWithoutATypeAndTellsTheOthers() {
        Map<String, ValueType> types = TypeInference.infer(
                GraphText.parse("x: float[2,3]; a = Relu(x); o = Optional(a); y = OptionalGetElement(o); z = Shape(y);"
                        + " return y, z"));

        assertThat(types).doesNotContainKey("o").containsOnlyKeys("x", "a", "y", "z");
        assertThat(types.get("a")).hasToString("float[2,3]");
        assertThat(types.get("z")).hasToString("int64[2]");
    }

    @Test
    void stillRefusesAModelThatDoesNotLoad() {
        assertThatThrownBy(() -> TypeInference.infer(GraphText.parse("x: float[1]; y = NoSuchOperator(x); return y")))
                .isInstanceOf(OctetException.class)
                .hasMessageContaining("NoSuchOperator");
    }
}
