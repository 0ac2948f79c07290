package dev.octet.body;

import static org.assertj.core.api.Assertions.assertThat;

import dev.octet.graph.Model;
import dev.octet.tensor.Shape;
import dev.octet.tensor.Tensor;
import dev.octet.testing.GraphText;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Each round of a Loop or Scan is given what ONNX says, in order. The bodies double what is handed on. */
class RoundRunsTest {
    private static final String LOOP = """
            x: float[1,1]; W = float[1,1] {2}; trips = int64[] {4}; go = bool[] {1}; last = int64[] {1}
            y = Loop(trips, go, x) {body={
                i: int64[]; c: bool[]; h: float[1,1]
                d = %s; m = MatMul(h, W); return d, m}}
            return y
            """;

    @Test
    void aRoundOfALoopTakesItsNumberAndWhatTheOneBeforeHandedOn() {
        List<Map<String, Tensor>> rounds = rounds(
                LOOP.formatted("Identity(c)"),
                Map.of("trips", integers(4), "go", Flags.of(true, Shape.SCALAR), "x", row(3)));

        assertThat(longs(rounds, "i")).containsExactly(0L, 1L, 2L, 3L);
        assertThat(floats(rounds, "h")).containsExactly(3f, 6f, 12f, 24f);
    }

    @Test
    void aLoopEndsAfterTheRoundThatClearsTheCondition() {
        List<Map<String, Tensor>> rounds = rounds(
                LOOP.formatted("Less(i, last)"),
                Map.of("trips", integers(4), "go", Flags.of(true, Shape.SCALAR), "x", row(3)));

        assertThat(floats(rounds, "h")).containsExactly(3f, 6f);
    }

    @Test
    void aLoopWhoseConditionIsFalseHasNoRounds() {
        assertThat(rounds(
                        LOOP.formatted("Identity(c)"),
                        Map.of("trips", integers(4), "go", Flags.of(false, Shape.SCALAR), "x", row(3))))
                .isEmpty();
    }

    @Test
    void aScanWalksThroughEachInputAlongItsAxisAndInItsDirection() {
        List<Map<String, Tensor>> rounds =
                rounds("""
                h: float[1,1]; a: float[3,1]; b: float[1,3]; W = float[1,1] {2}
                y = Scan(h, a, b) {num_scan_inputs=2, scan_input_axes=[0,-1], scan_input_directions=[0,1], body={
                    s: float[1,1]; u: float[1]; v: float[1]
                    m = MatMul(s, W); return m}}
                return y
                """, Map.of("h", row(3), "a", Tensor.ofFloats(Shape.of(3, 1), 1, 2, 3), "b", row(4, 5, 6)));

        assertThat(floats(rounds, "s")).containsExactly(3f, 6f, 12f);
        assertThat(floats(rounds, "u")).containsExactly(1f, 2f, 3f);
        assertThat(floats(rounds, "v")).containsExactly(6f, 5f, 4f);
    }

    private static List<Map<String, Tensor>> rounds(String text, Map<String, Tensor> around) {
        Model model = GraphText.parse(text);
        BodySite site = BodySite.in(model.graph()).get(0);
        List<Map<String, Tensor>> rounds = new ArrayList<>();
        try (BodyRuns runs = BodyRuns.of(BodyModel.of(model, Map.of(), site)).orElseThrow()) {
            assertThat(around.keySet()).containsAll(runs.needed());
            runs.runs(around).forEachRemaining(rounds::add);
        }
        return rounds;
    }

    private static Tensor row(float... elements) {
        return Tensor.ofFloats(Shape.of(1, elements.length), elements);
    }

    private static Tensor integers(long element) {
        return Tensor.ofLongs(Shape.SCALAR, element);
    }

    private static List<Long> longs(List<Map<String, Tensor>> rounds, String name) {
        return rounds.stream()
                .map(round -> Objects.requireNonNull(round.get(name)).toLongs()[0])
                .toList();
    }

    private static List<Float> floats(List<Map<String, Tensor>> rounds, String name) {
        return rounds.stream()
                .map(round -> Objects.requireNonNull(round.get(name)).toFloats()[0])
                .toList();
    }
}
