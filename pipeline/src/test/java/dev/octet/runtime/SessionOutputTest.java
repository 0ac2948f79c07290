package dev.octet.runtime;

import static dev.octet.runtime.Runs.output;
import static org.assertj.core.api.Assertions.assertThat;

import dev.octet.tensor.Shape;
import dev.octet.tensor.Tensor;
import dev.octet.testing.GraphText;
import dev.octet.testing.RandomTensors;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Outputs that are read in place are the same as copied ones, whatever their shapes depend on. */
class SessionOutputTest {
    private static final String SHAPES = """
            x: float[N,2]; two = values[2] {5, 6}; minus = int64[1] {-1}; flat = int64[1] {-1}
            h = Relu(x)
            same = Neg(h)
            alias = Reshape(h, flat)
            folded = Neg(two)
            where = NonZero(h)
            chosen = Cast(where) {to=1}
            return x, h, same, alias, folded, two, where, chosen
            """;

    private static Tensor input(long rows, long seed) {
        return RandomTensors.random(dev.octet.tensor.ElementType.FLOAT, Shape.of(rows, 2), seed, "x");
    }

    @ParameterizedTest
    @EnumSource
    void readsTheSameInPlaceAsCopied(OptimizationLevel level) {
        try (Session session = Session.open(GraphText.parse(SHAPES), Runs.PLAIN.withLevel(level))) {
            long seed = 0;
            for (long rows : new long[] {3, 3, 3, 5, 1, 5, 0, 3, 5}) {
                Map<String, Tensor> inputs = Map.of("x", input(rows, ++seed));
                assertThat(Runs.read(session, inputs)).isEqualTo(session.run(inputs));
            }
        }
    }

    @Test
    void givesLittleEndianBuffersOfExactlyTheOutput() {
        try (Session session = Runs.open("x: float[N]; y = Neg(x); return y")) {
            for (int i = 0; i < 3; i++) {
                session.run(Map.of("x", Tensor.vector(1f, 2f)), (name, view) -> {
                    ByteBuffer buffer = view.buffer();
                    assertThat(buffer.order()).isEqualTo(ByteOrder.LITTLE_ENDIAN);
                    assertThat(buffer.remaining()).isEqualTo(8);
                    assertThat(buffer.isDirect()).isTrue();
                    assertThat(buffer.getFloat(4)).isEqualTo(-2f);
                    assertThat(view.shape()).isEqualTo(Shape.of(2));
                });
            }
        }
    }

    @Test
    void learnsShapesThatNoDeclarationTells() {
        // The rows of y are not named, so the first run on each shape copies and the second does not.
        String text = "x: float[N,2]; s = int64[2] {1, -1}; y = Reshape(x, s); z = Concat(y, y) {axis=1}; return z";
        try (Session session = Runs.open(text)) {
            List<Boolean> direct = new ArrayList<>();
            for (long rows : new long[] {2, 2, 3, 3, 2}) {
                session.run(
                        Map.of("x", input(rows, rows)),
                        (name, view) -> direct.add(view.buffer().isDirect()));
            }
            assertThat(direct).containsExactly(false, true, false, true, true);
        }
    }

    @Test
    void recoversWhenAShapeDependsOnTheElements() {
        String text = "x: float[N]; w = NonZero(x); y = Cast(w) {to=1}; return y";
        try (Session session = Runs.open(text)) {
            assertThat(output(Runs.read(session, Map.of("x", Tensor.vector(1f, 0f, 1f))), "y")
                            .toFloats())
                    .containsExactly(0, 2);
            assertThat(output(Runs.read(session, Map.of("x", Tensor.vector(0f, 1f, 0f))), "y")
                            .toFloats())
                    .containsExactly(1);
            assertThat(output(Runs.read(session, Map.of("x", Tensor.vector(1f, 1f, 1f))), "y")
                            .toFloats())
                    .containsExactly(0, 1, 2);
        }
    }

    @Test
    void recoversWhenTheModelDeclaresAWrongName() {
        String text = "x: float[N]; y = Concat(x, x) {axis=0}; return y: float[N]";
        try (Session session = Runs.open(text)) {
            for (int i = 0; i < 3; i++) {
                assertThat(output(Runs.read(session, Map.of("x", Tensor.vector(1f, 2f))), "y")
                                .toFloats())
                        .containsExactly(1, 2, 1, 2);
            }
        }
    }

    @Test
    void runsInSeveralThreadsAtOnce() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try (Session session = Runs.open(SHAPES)) {
            List<Future<Boolean>> results = new ArrayList<>();
            for (int i = 0; i < 200; i++) {
                Map<String, Tensor> inputs = Map.of("x", input(1 + i % 5, i));
                results.add(threads.submit(() -> Runs.read(session, inputs).equals(session.run(inputs))));
            }
            for (Future<Boolean> result : results) {
                assertThat(result.get()).isTrue();
            }
        } finally {
            threads.shutdown();
        }
    }

    @Test
    void runsAModelWhoseOutputsAreAllNoTensors() {
        try (Session session = Runs.open("x: float[N]; s = SequenceConstruct(x); return s")) {
            Map<String, Tensor> inputs = Map.of("x", Tensor.vector(1f));
            assertThat(session.run(inputs)).isEmpty();
            assertThat(Runs.read(session, inputs)).isEmpty();
        }
    }

    @Test
    void canBeUsedAgainAfterAReaderFails() {
        try (Session session = Runs.open("x: float[N]; y = Neg(x); return y")) {
            Map<String, Tensor> inputs = new LinkedHashMap<>(Map.of("x", Tensor.vector(1f)));
            org.assertj.core.api.Assertions.assertThatThrownBy(() -> session.run(inputs, (name, view) -> {
                        throw new IllegalArgumentException("reader");
                    }))
                    .hasMessage("reader");
            assertThat(output(Runs.read(session, inputs), "y").toFloats()).containsExactly(-1);
        }
    }
}
