package dev.octet.runtime;

import static dev.octet.runtime.Runs.output;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.octet.error.Kind;
import dev.octet.error.OctetException;
import dev.octet.graph.Value;
import dev.octet.tensor.ElementType;
import dev.octet.tensor.Shape;
import dev.octet.tensor.Tensor;
import dev.octet.testing.GraphText;
import dev.octet.testing.RandomTensors;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SessionTest {
    @ParameterizedTest
    @EnumSource(
            names = {
                "FLOAT",
                "DOUBLE",
                "FLOAT16",
                "BFLOAT16",
                "INT8",
                "UINT8",
                "INT16",
                "UINT16",
                "INT32",
                "UINT32",
                "INT64",
                "UINT64",
                "BOOL"
            })
    void passesTensorsOfEveryTypeInAndOut(ElementType type) {
        Tensor given = RandomTensors.random(type, Shape.of(2, 3), 1, "x");
        String text = "x: %s[2,3]; y = Identity(x); return y".formatted(type.onnxName());

        try (Session session = Runs.open(text)) {
            assertThat(session.inputs()).extracting(Value::toString).containsExactly("x: " + given);
            assertThat(session.outputs()).extracting(Value::toString).containsExactly("y: " + given);
            assertThat(output(session.run(Map.of("x", given)), "y")).isEqualTo(given);
            assertThat(output(Runs.read(session, Map.of("x", given)), "y")).isEqualTo(given);
            assertThat(output(Runs.read(session, Map.of("x", given)), "y")).isEqualTo(given);
        }
    }

    @Test
    void passesTheUpperHalfOfUnsignedTypes() {
        Tensor x = GraphText.parse("x = uint64[2] {18446744073709551615, 1}")
                .graph()
                .constant("x")
                .orElseThrow();
        Tensor w = GraphText.parse("w = uint32[2] {4294967295, 1}")
                .graph()
                .constant("w")
                .orElseThrow();
        String text = "x: uint64[2]; w: uint32[2]; y = Identity(x); z = Identity(w); return y, z";

        assertThat(Runs.run(text, Map.of("x", x, "w", w))).containsEntry("y", x).containsEntry("z", w);
    }

    @ParameterizedTest
    @EnumSource(names = {"INT4", "UINT4"})
    void passesTypesOfFourBitsIn(ElementType type) {
        Tensor given = RandomTensors.random(type, Shape.of(5), 1, "x");
        String text = """
                opset 21; ir 10
                x: %s[5]; s = values[] {2}
                y = DequantizeLinear(x, s)
                return y
                """.formatted(type.onnxName());

        float[] doubled = new float[5];
        for (int i = 0; i < 5; i++) {
            doubled[i] = 2 * given.toLongs()[i];
        }
        assertThat(output(Runs.run(text, Map.of("x", given)), "y").toFloats()).containsExactly(doubled);
    }

    @Test
    void refusesTypesThatTheJavaInterfaceLacks() {
        Tensor given = Tensor.ofBytes(ElementType.FLOAT8E4M3FN, Shape.of(2), (byte) 1, (byte) 2);

        assertThatThrownBy(
                        () -> Runs.run("opset 19; x: float8e4m3fn[2]; y = Identity(x); return y", Map.of("x", given)))
                .isInstanceOf(OctetException.class)
                .hasMessageContaining("Input 'x'")
                .hasMessageContaining("float8e4m3fn");
    }

    @Test
    void passesStrings() {
        Tensor given = Tensor.ofStrings(Shape.of(2, 1), List.of(bytes("one"), bytes("zwölf")));
        String text = "x: string[2,1]; e = string[0] {}; y = Identity(x); return y, e";

        try (Session session = Runs.open(text)) {
            Map<String, Tensor> outputs = session.run(Map.of("x", given));
            assertThat(output(outputs, "y").strings()).containsExactly(bytes("one"), bytes("zwölf"));
            assertThat(output(outputs, "e").strings()).isEmpty();
            session.run(
                    Map.of("x", given),
                    (name, view) -> assertThatThrownBy(view::buffer).isInstanceOf(UnsupportedOperationException.class));
        }
    }

    private static ByteBuffer bytes(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)).asReadOnlyBuffer();
    }

    @Test
    void passesScalarsAndTensorsWithoutElements() {
        String text = "x: float[]; e: float[N,0,2]; y = Neg(x); z = Neg(e); return y: float[], z";
        Tensor empty = Tensor.ofFloats(Shape.of(3, 0, 2));

        try (Session session = Runs.open(text)) {
            Map<String, Tensor> given = Map.of("x", Tensor.scalar(2), "e", empty);
            for (Map<String, Tensor> outputs :
                    List.of(session.run(given), Runs.read(session, given), Runs.read(session, given))) {
                assertThat(output(outputs, "y")).isEqualTo(Tensor.scalar(-2));
                assertThat(output(outputs, "z")).isEqualTo(empty);
            }
        }
    }

    @Test
    void passesTensorsOfHighRank() {
        long[] ones = LongStream.range(0, 10).map(i -> 1).toArray();
        Tensor given = Tensor.ofFloats(Shape.of(ones), 7);

        assertThat(output(Runs.run("x: float; y = Identity(x); return y", Map.of("x", given)), "y"))
                .isEqualTo(given);
    }

    @Test
    void keepsNamesOfDimensionsAndTellsRankFromScalar() {
        try (Session session = Runs.open("x: float[N,3,?]; u: float; s: float[]; y = Neg(x); w = Neg(u); "
                + "t = Neg(s); r = Neg(s); return y, w, t, r: float[]")) {
            assertThat(session.inputs())
                    .extracting(Value::toString)
                    .containsExactly("x: float[N,3,?]", "u: float", "s: float[]");
            assertThat(session.outputs())
                    .extracting(Value::toString)
                    .containsExactly("y: float[N,3,?]", "w: float", "t: float", "r: float[]");
        }
    }

    @Test
    void skipsOutputsThatAreNoTensorsAndSaysSo() {
        Map<String, String> skipped = new java.util.LinkedHashMap<>();
        Map<String, Tensor> read = new java.util.LinkedHashMap<>();
        OutputReader reader = new OutputReader() {
            @Override
            public void read(String name, OutputView view) {
                read.put(name, view.toTensor());
            }

            @Override
            public void skipped(String name, String description) {
                skipped.put(name, description);
            }
        };

        try (Session session =
                Runs.open("opset 18; x: float[2]; s = SequenceConstruct(x, x); y = Neg(x); return s, y")) {
            session.run(Map.of("x", Tensor.vector(1f, 2f)), reader);
            assertThat(session.run(Map.of("x", Tensor.vector(1f, 2f)))).containsOnlyKeys("y");
        }
        assertThat(skipped).containsExactly(Map.entry("s", "a sequence"));
        assertThat(read).containsOnlyKeys("y");
    }

    @Test
    void runsAModelWithAnOptionalOutputAndReadsWhatIsDeclared() {
        String text = "opset 18; x: float[2]; o = Optional(x); y = Neg(x); return o, y: float[2]";
        assertThat(Runs.run(text, Map.of("x", Tensor.vector(1f, 2f)))).containsOnlyKeys("y");
    }

    @Test
    void saysWhyAModelDoesNotLoad() {
        assertThatThrownBy(() -> Runs.open("x: float[2]; y = NoSuchOperator(x); return y"))
                .isInstanceOf(OctetException.class)
                .hasMessageStartingWith("ONNX Runtime 1.")
                .hasMessageContaining("could not load the model")
                .hasMessageContaining("NoSuchOperator")
                .extracting(failure -> ((OctetException) failure).kind())
                .isEqualTo(Kind.RUNTIME);
    }

    @Test
    void saysWhyARunFailsWithoutPlacesInForeignSources() {
        String text = "x: float[N]; i = int64[1] {5}; y = Gather(x, i); return y";
        assertThatThrownBy(() -> Runs.run(text, Map.of("x", Tensor.vector(1f, 2f))))
                .isInstanceOf(OctetException.class)
                .hasMessageContaining("could not run the model on {x=float[2]}")
                .hasMessageContaining("indices element out of data bounds, idx=5")
                .hasMessageNotContaining(".cc")
                .hasMessageNotContaining("\n");
    }

    @Test
    void canBeClosedTwiceButNotRunAfterwards() {
        Session session = Runs.open("x: float[1]; y = Neg(x); return y");
        session.close();
        session.close();
        assertThatThrownBy(() -> session.run(Map.of("x", Tensor.vector(1f)))).isInstanceOf(IllegalStateException.class);
    }
}
