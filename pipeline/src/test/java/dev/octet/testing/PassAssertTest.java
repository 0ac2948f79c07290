package dev.octet.testing;

import static dev.octet.testing.PassAssert.assertThatPass;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.octet.graph.Model;
import dev.octet.graph.Node;
import dev.octet.rewrite.Pass;
import java.util.List;
import org.junit.jupiter.api.Test;

class PassAssertTest {
    private static final String TEXT = "opset 13\nx: float[2]; y = Neg(x); return y";
    private static final Pass NOTHING = (model, trace) -> model;
    private static final Pass NEWER = (model, trace) -> model.withOpset("", 15);

    private static Pass replacing(Node... nodes) {
        return (model, trace) ->
                model.withGraph(model.graph().toBuilder().nodes(List.of(nodes)).build());
    }

    private static Node node(String text) {
        return GraphText.parse(text).graph().nodes().get(0);
    }

    @Test
    void acceptsAHeaderThatChangedAsExpected() {
        assertThatPass(NEWER).on(TEXT).becomes("opset 15\ny = Neg(x); return y");
        assertThatThrownBy(() -> assertThatPass(NEWER).on(TEXT).becomes("opset 14\ny = Neg(x); return y"))
                .hasMessageContaining("opset: expected 14, found 15");
    }

    @Test
    void tellsAnEqualModelFromTheSame() {
        Pass copying =
                (model, trace) -> model.withGraph(model.graph().toBuilder().build());
        assertThatPass(NOTHING).on(TEXT).leavesUnchanged();
        assertThatThrownBy(() -> assertThatPass(copying).on(TEXT).leavesUnchanged())
                .isInstanceOf(AssertionError.class);
        assertThatPass(copying).on(TEXT).keepsMeaning();
    }

    @Test
    void rejectsAChangedSignature() {
        Pass renaming = (model, trace) -> model.withGraph(model.graph().toBuilder()
                .outputs(List.of(model.graph().outputs().get(0).named("x")))
                .build());
        assertThatThrownBy(() -> assertThatPass(renaming).on(TEXT).keepsMeaning())
                .hasMessageContaining("outputs of the graph");
    }

    @Test
    void rejectsUnsoundGraphs() {
        Model model = GraphText.parse(TEXT);
        assertThatThrownBy(() -> assertThatPass(replacing(node("y = Neg(gone)")))
                        .on(model)
                        .keepsMeaning())
                .hasMessageContaining("'gone', which is not defined before it");
        assertThatThrownBy(() -> assertThatPass(replacing(node("y = Neg(x)"), node("y = Abs(x)")))
                        .on(model)
                        .keepsMeaning())
                .hasMessageContaining("'y' is defined twice");
        assertThatThrownBy(() -> assertThatPass(replacing(node("[n] y = Neg(x)"), node("[n] z = Abs(x)")))
                        .on(model)
                        .keepsMeaning())
                .hasMessageContaining("two nodes are named 'n'");
        assertThatThrownBy(() ->
                        assertThatPass(replacing(node("z = Neg(x)"))).on(model).keepsMeaning())
                .hasMessageContaining("output 'y' is not defined");
    }

    @Test
    void rejectsAnotherMeaningOfTheSameShape() {
        assertThatThrownBy(() ->
                        assertThatPass(replacing(node("y = Abs(x)"))).on(TEXT).keepsMeaning())
                .hasMessageContaining("compute different values for 'y'");
    }
}
