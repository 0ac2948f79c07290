package dev.octet.rewrite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.octet.graph.Dimension;
import dev.octet.graph.Model;
import dev.octet.graph.Names;
import dev.octet.graph.Node;
import dev.octet.graph.Value;
import dev.octet.graph.ValueType;
import dev.octet.tensor.ElementType;
import dev.octet.testing.GraphText;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ScopeTest {
    private static final Model MODEL = GraphText.parse("""
            opset 13
            x: float16[N,3]; o: float[2] = {1}; s: "sequence of float"; W = int64[2] {1, 2}
            a = Neg(x); b = Abs(a); c = Add(a, b); d, e = Split(c)
            return d, x, W
            """);

    private static Scope scope() {
        Map<String, ValueType> types =
                MODEL.graph().inputs().stream().collect(Collectors.toMap(Value::name, Value::type));
        return new Scope(MODEL.graph(), MODEL.opsetImports(), Names.of(MODEL), () -> types);
    }

    private static Node node(int index) {
        return MODEL.graph().nodes().get(index);
    }

    @Test
    void knowsTheOperatorSet() {
        assertThat(scope().opset()).isEqualTo(13);
        assertThat(new Scope(MODEL.graph(), Map.of(), Names.of(MODEL), Map::of).opset())
                .isZero();
    }

    @Test
    void findsProducersAndReaders() {
        assertThat(scope().producerOfInput(node(1), 0)).contains(node(0));
        assertThat(scope().producerOfInput(node(0), 0)).isEmpty();
        assertThat(scope().producerOfInput(node(0), 5)).isEmpty();
        assertThat(scope().usedOnce("b")).isTrue();
        assertThat(scope().usedOnce("d")).isFalse();
        assertThat(scope().isUnused("e")).isTrue();
        assertThat(scope().isUnused("")).isTrue();
        assertThat(scope().isUnused("d")).isFalse();
    }

    @Test
    void replacesAnOutputOnlyByWhatCanTakeItsName() {
        assertThat(scope().canReplace("b", "x")).isTrue();
        assertThat(scope().canReplace("d", "c")).isTrue();
        assertThat(scope().canReplace("d", "o")).isFalse();
        assertThat(scope().canReplace("x", "d")).isFalse();
    }

    @Test
    void knowsTypesOfConstantsWithoutBeingTold() {
        assertThat(scope().elementType("W")).contains(ElementType.INT64);
        assertThat(scope().dimensions("W")).contains(List.of(new Dimension.Known(2)));
        assertThat(scope().rank("x")).contains(2);
        assertThat(scope().elementType("x")).contains(ElementType.FLOAT16);
        assertThat(scope().tensorType("s")).isEmpty();
        assertThat(scope().tensorType("a")).isEmpty();
    }

    @Test
    void takesNoInitializerForAConstantThatACallerMayOverride() {
        Node reader = GraphText.parse("y = Add(o, W)").graph().nodes().get(0);
        assertThat(scope().constantInput(reader, 0)).isEmpty();
        assertThat(scope().constantInput(reader, 1)).isPresent();
    }
}
