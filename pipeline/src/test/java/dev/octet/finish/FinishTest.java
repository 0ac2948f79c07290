package dev.octet.finish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withPrecision;

import dev.octet.graph.Model;
import dev.octet.place.TargetTable;
import dev.octet.rewrite.Trace;
import dev.octet.runtime.Session;
import dev.octet.runtime.SessionSettings;
import dev.octet.tensor.ElementType;
import dev.octet.tensor.Shape;
import dev.octet.tensor.Tensor;
import dev.octet.testing.GraphText;
import dev.octet.testing.RandomTensors;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FinishTest {
    /** The neck of a YOLO: a small image is enlarged and laid on top of a larger one. */
    private static final Model NECK = GraphText.parse("""
            x: float[1,16,6,6]; V = random[32,16,3,3]; W1, W2 = random[16,48,1,1]; b = random[16]
            s = float[4] {1, 1, 2, 2}
            small = Conv(x, V) {strides=[2,2], pads=[1,1,1,1]}
            large = Resize(small, , s) {mode="nearest", coordinate_transformation_mode="asymmetric", nearest_mode="floor"}
            both = Concat(large, x) {axis=1}
            y = Conv(both, W1, b)
            z = Conv(both, W2)
            return y, z
            """);

    private static Map<String, Tensor> run(Model model) {
        try (Session session = Session.open(model, SessionSettings.defaults())) {
            return session.run(Map.of("x", RandomTensors.random(ElementType.FLOAT, Shape.of(1, 16, 6, 6), 1, "x")));
        }
    }

    @Test
    void aRuleSeesWhatTheOneBeforeItMade() {
        Trace trace = new Trace();
        Model finished = Finish.of(NECK, TargetTable.named("x86-64-avx2"), trace);

        assertThat(trace.appliedCounts())
                .containsEntry("SplitConvOverConcat", 2)
                .containsEntry("MoveResizeBehindConv", 2);
        assertThat(finished.graph().nodes())
                .extracting(node -> node.operator().type())
                .containsExactlyInAnyOrder("Conv", "Conv", "Conv", "Conv", "Conv", "Resize", "Resize", "Add", "Add");
        Map<String, Tensor> before = run(NECK);
        Map<String, Tensor> after = run(finished);
        for (String output : before.keySet()) {
            assertThat(Objects.requireNonNull(after.get(output)).toFloats())
                    .containsExactly(Objects.requireNonNull(before.get(output)).toFloats(), withPrecision(1e-4f));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"arm64", "generic", "tensorrt"})
    void leavesTheModelWhereChannelsAreNotKeptInBlocks(String target) {
        Trace trace = new Trace();

        assertThat(Finish.of(NECK, TargetTable.named(target), trace).graph()).isSameAs(NECK.graph());
        assertThat(trace.entries()).isEmpty();
    }
}
