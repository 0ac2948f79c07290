package dev.octet.rewrite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.octet.graph.Model;
import dev.octet.graph.Names;
import dev.octet.graph.Node;
import dev.octet.testing.GraphText;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class IntsArgumentTest {
    private static final IntsArgument AXES = new IntsArgument("axes", 1);

    private static Optional<List<Long>> read(String text) {
        Model model = GraphText.parse("x: float[1]; v: int64[1]; W = int32[2] {1, -1}; f = values[1] {1};" + text);
        Node node = model.graph().nodes().get(0);
        Optional<List<Long>> read =
                AXES.read(new Scope(model.graph(), model.opsetImports(), Names.of(model), Map::of), node);
        if (read.isPresent()) {
            assertThat(AXES.isGiven(node)).isTrue();
        }
        return read;
    }

    @Test
    void readsAnAttributeOrAConstantInput() {
        assertThat(read("y = Foo(x) {axes=[2, 3]}")).contains(List.of(2L, 3L));
        assertThat(read("y = Foo(x, W)")).contains(List.of(1L, -1L));
    }

    @Test
    void tellsWhatIsLeftOutFromWhatIsComputed() {
        assertThat(read("y = Foo(x)")).isEmpty();
        assertThat(read("y = Foo(x, v)")).isEmpty();
        assertThat(read("y = Foo(x, f)")).isEmpty();
        assertThat(AXES.isGiven(GraphText.parse("y = Foo(x, v)").graph().nodes().get(0)))
                .isTrue();
        assertThat(AXES.isGiven(GraphText.parse("y = Foo(x, )").graph().nodes().get(0)))
                .isFalse();
    }
}
