package dev.octet.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.octet.graph.Model;
import dev.octet.graph.Node;
import dev.octet.testing.GraphText;
import org.junit.jupiter.api.Test;

class NarrowedInputsTest {
    private static final Model ORIGINAL =
            GraphText.parse("x: uint16[2]; i: float[2]; f = Cast(x) {to=1}; y = Add(f, i); return y");

    private static Model narrowed(String optimized) {
        return NarrowedInputs.of(GraphText.parse(optimized), ORIGINAL);
    }

    @Test
    void takesTheCastAway() {
        Model model = narrowed("""
                "x/wide": int32[2]; i: float[2]; x = Cast("x/wide") {to=4}; f = Cast(x) {to=1}; y = Add(f, i); return y
                """);

        assertThat(model.graph().inputs()).isEqualTo(ORIGINAL.graph().inputs());
        assertThat(model.graph().nodes()).extracting(Node::output).containsExactly("f", "y");
    }

    @Test
    void widensWhereTheCastWasFused() {
        Model model = narrowed("""
                "x/wide": int32[2]; i: float[2]; f = Cast("x/wide") {to=1}; y = Add(f, i); return y
                """);

        assertThat(model.graph().inputs()).isEqualTo(ORIGINAL.graph().inputs());
        assertThat(model.graph().nodes()).extracting(Node::output).containsExactly("x/wide", "f", "y");
        Session.open(model, SessionSettings.defaults()).close();
    }

    @Test
    void leavesModelsAlone() {
        Model plain = GraphText.parse("x: float[2]; y = Relu(x); return y");

        assertThat(NarrowedInputs.of(plain, plain)).isSameAs(plain);
    }
}
