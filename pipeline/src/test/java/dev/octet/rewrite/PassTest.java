package dev.octet.rewrite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.octet.graph.Model;
import dev.octet.testing.GraphText;
import org.junit.jupiter.api.Test;

class PassTest {
    private static final Model MODEL =
            GraphText.parse("x: float[1]; a = Neg(x); b = Neg(a); y = Neg(b); return y, a, b");

    /** Takes the last node off until one is left. */
    private static final Pass SHORTEN = (model, trace) -> model.graph().nodes().size() == 1
            ? model
            : model.withGraph(model.graph().toBuilder()
                    .nodes(model.graph()
                            .nodes()
                            .subList(0, model.graph().nodes().size() - 1))
                    .build());

    private static int nodesAfter(Pass pass) {
        return pass.apply(MODEL, new Trace()).graph().nodes().size();
    }

    @Test
    void runsOneAfterTheOther() {
        assertThat(nodesAfter(SHORTEN.then(SHORTEN))).isEqualTo(1);
    }

    @Test
    void runsUntilNothingChanges() {
        assertThat(nodesAfter(SHORTEN.repeated(9))).isEqualTo(1);
        assertThat(nodesAfter((model, trace) -> model)).isEqualTo(3);
    }

    @Test
    void runsNoMoreOftenThanAsked() {
        assertThat(nodesAfter(SHORTEN.repeated(1))).isEqualTo(2);
        assertThat(nodesAfter(SHORTEN.repeated(0))).isEqualTo(3);
    }
}
