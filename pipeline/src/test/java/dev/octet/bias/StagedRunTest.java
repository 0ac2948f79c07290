package dev.octet.bias;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withPrecision;

import dev.octet.graph.Model;
import dev.octet.graph.Node;
import dev.octet.graph.Value;
import dev.octet.graph.ValueType;
import dev.octet.runtime.Session;
import dev.octet.runtime.SessionSettings;
import dev.octet.tensor.ElementType;
import dev.octet.tensor.Shape;
import dev.octet.tensor.Tensor;
import dev.octet.testing.GraphText;
import dev.octet.testing.RandomTensors;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class StagedRunTest {
    /** A later stage reads what an early one gave, also out of a body. */
    private static final Model MODEL = GraphText.parse("""
            x: float[1,2,5,5]
            V, W = random[2,2,1,1]
            yes = bool[1] {1}
            a = Conv(x, V)
            b = Relu(a)
            c = Conv(b, W)
            d = Add(c, a)
            e = If(yes) {then_branch={t = Add(d, x); return t}, else_branch={u = Sub(d, b); return u}}
            y = Conv(e, V)
            return y
            """);

    private static List<Map<String, Tensor>> samples() {
        return IntStream.range(0, 3)
                .mapToObj(seed -> Map.of("x", RandomTensors.random(ElementType.FLOAT, Shape.of(1, 2, 5, 5), seed, "x")))
                .toList();
    }

    private static Node producer(String value) {
        return MODEL.graph().uses().producer(value).orElseThrow();
    }

    private static float[] inOneRun(String value, int sample) {
        Model exposed = MODEL.withGraph(MODEL.graph().toBuilder()
                .outputs(List.of(Value.of(value, ValueType.UNDECLARED)))
                .build());
        try (Session session = Session.open(exposed, SessionSettings.defaults())) {
            return Objects.requireNonNull(session.run(samples().get(sample)).get(value))
                    .toFloats();
        }
    }

    @Test
    void stagesGiveWhatOneRunGives() {
        StagedRun run = new StagedRun(MODEL, samples(), Long.MAX_VALUE);
        for (String value : List.of("a", "c", "y")) {
            List<Tensor> results = run.runTo(producer(value));
            assertThat(results).hasSize(3);
            for (int sample = 0; sample < 3; sample++) {
                assertSame(results.get(sample), inOneRun(value, sample));
            }
        }
    }

    @Test
    void whatReadsAResultReadsWhatWasPutInItsPlace() {
        StagedRun run = new StagedRun(MODEL, samples(), Long.MAX_VALUE);
        List<Tensor> results = run.runTo(producer("c"));
        run.replace("c", results.stream().map(StagedRunTest::zeros).toList());

        assertSame(run.runTo(producer("d")).get(1), inOneRun("a", 1));
    }

    @Test
    void givesUpSamplesWhereValuesTakeTooMuchMemory() {
        // x, a, b and c: 200 bytes each for a sample
        StagedRun run = new StagedRun(MODEL, samples(), 1700);
        run.runTo(producer("a"));
        List<Tensor> results = run.runTo(producer("c"));

        assertThat(results).hasSize(2);
        assertSame(run.runTo(producer("y")).get(1), inOneRun("y", 1));
        assertThat(new StagedRun(MODEL, samples(), 1).runTo(producer("a"))).hasSize(1);
    }

    @Test
    void endsInFrontOfWhatIsNoTensor() {
        Model model = GraphText.parse("""
                x: float[1,2,5,5]
                W = random[2,2,1,1]
                a = Conv(x, W)
                s = SequenceConstruct(a, x)
                b = Conv(a, W)
                i = int64[] {0}
                c = SequenceAt(s, i)
                y = Conv(c, W)
                return y
                """);
        StagedRun run = new StagedRun(model, samples(), Long.MAX_VALUE);
        assertThat(run.runTo(model.graph().uses().producer("b").orElseThrow())).isEmpty();
    }

    /** But for the order in which ONNX Runtime adds up when it may fuse more or less. */
    private static void assertSame(Tensor tensor, float[] elements) {
        assertThat(tensor.toFloats()).containsExactly(elements, withPrecision(1e-5f));
    }

    private static Tensor zeros(Tensor tensor) {
        return Tensor.ofFloats(tensor.shape(), new float[Math.toIntExact(tensor.elementCount())]);
    }
}
