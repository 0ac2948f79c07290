package dev.octet.prepare.shape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.octet.error.OctetException;
import dev.octet.graph.Dimension;
import dev.octet.graph.Model;
import dev.octet.graph.ValueType;
import dev.octet.graph.ValueType.TensorType;
import dev.octet.testing.GraphText;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class NamedDimensionsTest {
    private static Map<String, ValueType> infer(String text) {
        return new NamedDimensions().infer(GraphText.parse(text));
    }

    private static Dimension dimension(Map<String, ValueType> types, String value, int axis) {
        return ((TensorType) types.getOrDefault(value, ValueType.UNDECLARED))
                .dimensions()
                .orElseThrow()
                .get(axis);
    }

    @Test
    void namesUnknownDimensionsOfInputsAndFollowsThem() {
        Map<String, ValueType> types = infer("x: float[?,3,?]; a = Relu(x); y = Transpose(a) {perm=[2,0,1]}; return y");
        assertThat(dimension(types, "x", 0)).isInstanceOf(Dimension.Named.class).isNotEqualTo(dimension(types, "x", 2));
        assertThat(dimension(types, "y", 0)).isEqualTo(dimension(types, "x", 2));
        assertThat(dimension(types, "y", 1)).isEqualTo(dimension(types, "x", 0));
    }

    @Test
    void makesUpNoNameThatTheModelHas() {
        Map<String, ValueType> types = infer("x: float[?,\"?0\",\"?1\"]; y = Relu(x); return y");
        assertThat(dimension(types, "x", 0)).isEqualTo(new Dimension.Named("?2"));
    }

    @Test
    void namesWhatAConvMakesOfNamedDimensions() {
        Map<String, ValueType> types = infer("""
                x: float[N,1,H,W]; K = random[2,1,3,3]
                a = Conv(x, K); b = Relu(a); c = Conv(x, K) {strides=[2,2]}; y = Add(b, a)
                return y, c
                """);
        assertThat(dimension(types, "a", 2)).isInstanceOf(Dimension.Named.class);
        assertThat(dimension(types, "y", 2)).isEqualTo(dimension(types, "a", 2));
        assertThat(dimension(types, "c", 2)).isNotEqualTo(dimension(types, "a", 2));
        assertThat(dimension(types, "a", 0)).isEqualTo(new Dimension.Named("N"));
    }

    @Test
    void knowsTheResultOfAReshapeFromHowItsShapeIsComputed() {
        Map<String, ValueType> types = infer("""
                x: float[N,S,6]; z: float; i = int64[2] {0, 1}; heads = int64[2] {2, 3}
                s = Shape(x); d = Gather(s, i); t = Concat(d, heads) {axis=0}
                r = Reshape(x, t); y = Transpose(r) {perm=[0,2,1,3]}
                return y
                """);
        assertThat(types.getOrDefault("y", ValueType.UNDECLARED)).hasToString("float[N,2,S,3]");
    }

    @Test
    void namesTheRestOfAReshape() {
        Map<String, ValueType> types =
                infer("x: float[N,H,W]; s = int64[2] {0, -1}; a = Reshape(x, s); y = Relu(a); return y");
        assertThat(dimension(types, "y", 0)).isEqualTo(new Dimension.Named("N"));
        assertThat(dimension(types, "y", 1)).isInstanceOf(Dimension.Named.class).isEqualTo(dimension(types, "a", 1));
    }

    @Test
    void keepsNamesWithTheirValues() {
        Model model = GraphText.parse("x: float[N,1,H,W]; K = random[2,1,3,3]; a = Conv(x, K); y = Relu(a); return y");
        NamedDimensions dimensions = new NamedDimensions();
        Dimension before = dimension(dimensions.infer(model), "y", 2);
        assertThat(dimension(dimensions.infer(model), "y", 2)).isEqualTo(before);
    }

    @Test
    void leavesKnownTypesAlone() {
        Map<String, ValueType> types = infer("x: float[2,3]; y = Relu(x); return y");
        assertThat(types.values()).extracting(Object::toString).isEqualTo(List.of("float[2,3]", "float[2,3]"));
    }

    @Test
    void failsWhereTheRuntimeRefusesTheModel() {
        assertThatThrownBy(() -> infer("x: float[2]; y = NoSuchOperator(x); return y"))
                .isInstanceOf(OctetException.class);
    }
}
