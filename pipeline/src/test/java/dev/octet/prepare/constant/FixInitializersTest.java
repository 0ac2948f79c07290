package dev.octet.prepare.constant;

import static org.assertj.core.api.Assertions.assertThat;

import dev.octet.graph.Model;
import dev.octet.graph.Value;
import dev.octet.rewrite.Trace;
import dev.octet.runtime.Session;
import dev.octet.runtime.SessionSettings;
import dev.octet.tensor.Tensor;
import dev.octet.testing.GraphText;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FixInitializersTest {
    private static final String GRAPH = "\nx: float[2]; W: float[2] = {3}; y = Mul(x, W); return y";
    private static final Model OLD = GraphText.parse("ir 3\nopset 8" + GRAPH);
    private static final Model NEW = GraphText.parse("ir 4\nopset 9" + GRAPH);

    private static Model apply(Model model, boolean alsoOverridable) {
        return new FixInitializers(alsoOverridable).apply(model, new Trace());
    }

    private static void assertFixed(Model before, Model after) {
        assertThat(after.graph().inputs()).isEqualTo(before.graph().requiredInputs());
        assertThat(after.graph().constant("W")).isPresent();
        assertThat(after.opset()).isEqualTo(before.opset());
        Map<String, Tensor> inputs = Map.of("x", Tensor.vector(1f, 2f));
        try (Session first = Session.open(before, SessionSettings.defaults());
                Session second = Session.open(after, SessionSettings.defaults())) {
            assertThat(onlyResult(second, inputs)).isEqualTo(onlyResult(first, inputs));
        }
    }

    private static float[] onlyResult(Session session, Map<String, Tensor> inputs) {
        return List.copyOf(session.run(inputs).values()).get(0).toFloats();
    }

    @Test
    void takesInitializersOfVersionThreeOffTheInputs() {
        Model after = apply(OLD, false);
        assertFixed(OLD, after);
        assertThat(after.irVersion()).isEqualTo(4);
    }

    @Test
    void leavesInitializersThatACallerMayOverride() {
        assertThat(apply(NEW, false)).isSameAs(NEW);
    }

    @Test
    void takesThemOffWhereTheOwnerAsksForIt() {
        Model after = apply(NEW, true);
        assertFixed(NEW, after);
        assertThat(after.irVersion()).isEqualTo(4);
    }

    @Test
    void knowsWhichInitializersACallerMayOverride() {
        assertThat(FixInitializers.overridable(OLD)).isEmpty();
        assertThat(FixInitializers.overridable(NEW)).extracting(Value::name).containsExactly("W");
    }

    @Test
    void leavesAModelWithoutSuchInitializers() {
        Model model = GraphText.parse("ir 3\nopset 8\nx: float[2]; y = Neg(x); return y");
        assertThat(apply(model, true)).isSameAs(model);
    }
}
