package dev.octet.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.octet.error.Kind;
import dev.octet.error.OctetException;
import dev.octet.graph.Attribute;
import dev.octet.graph.Graph;
import dev.octet.graph.Initializer;
import dev.octet.graph.Model;
import dev.octet.graph.Node;
import dev.octet.graph.Value;
import dev.octet.graph.ValueType;
import dev.octet.tensor.ElementType;
import dev.octet.tensor.Shape;
import dev.octet.tensor.Tensor;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ForkJoinPool;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OnnxReaderTest {
    @TempDir
    Path folder;

    @Test
    void readsWhatTheWriterWroteToAFile() {
        Path file = folder.resolve("model.onnx");

        long size = OnnxWriter.write(leakyGemm(), file);
        Model read = OnnxReader.read(file);

        assertThat(size).isEqualTo(file.toFile().length());
        assertThat(read.opset()).isEqualTo(17);
        assertThat(read.graph().inputs()).hasToString("[x: float[1,2]]");
        assertThat(read.graph().nodes()).hasToString("['gemm' (Gemm), '-> y' (LeakyRelu)]");
        assertThat(read.graph().nodes().get(0).inputs()).containsExactly("x", "W");
        assertThat(read.graph().nodes().get(0).intAttribute("transB", 0)).isEqualTo(1);
        assertThat(read.graph().nodes().get(1).floatAttribute("alpha", 0)).isEqualTo(0.5f);
        assertThat(read.graph().constant("W").orElseThrow().toFloats()).containsExactly(1, 2, 3, 4, 5, 6);
    }

    @Test
    void writesTheSameBytesForTheSameModel() {
        byte[] first = OnnxWriter.toBytes(leakyGemm());

        assertThat(OnnxWriter.toBytes(OnnxReader.fromBytes(first.clone()))).isEqualTo(first);
    }

    @Test
    void refusesWhatIsNoFile() {
        assertThatExceptionOfType(OctetException.class)
                .isThrownBy(() -> OnnxReader.read(folder))
                .withMessageContaining("got a folder")
                .satisfies(failure -> assertThat(failure.kind()).isEqualTo(Kind.INVALID_MODEL));
        assertThatExceptionOfType(OctetException.class)
                .isThrownBy(() -> OnnxReader.read(folder.resolve("absent.onnx")))
                .withMessageContaining("absent.onnx")
                .satisfies(failure -> assertThat(failure.kind()).isEqualTo(Kind.FILE));
    }

    @Test
    void weightsShareTheBytesOfTheArray() {
        byte[] bytes = OnnxWriter.toBytes(leakyGemm());
        Tensor weight = OnnxReader.fromBytes(bytes).graph().constant("W").orElseThrow();

        Arrays.fill(bytes, (byte) 0);

        assertThat(weight.toFloats()).containsOnly(0);
    }

    @Test
    void givesWhatWasReadAheadOnce() {
        Path file = folder.resolve("model.onnx");
        OnnxWriter.write(leakyGemm(), file);
        OnnxReader.readAhead(file, ForkJoinPool.commonPool());

        Model first = OnnxReader.read(file);
        Model second = OnnxReader.read(file);

        assertThat(first).isNotSameAs(second);
        assertThat(OnnxWriter.toBytes(first)).isEqualTo(OnnxWriter.toBytes(leakyGemm()));
        assertThat(OnnxWriter.toBytes(second)).isEqualTo(OnnxWriter.toBytes(leakyGemm()));
    }

    @Test
    void givesNothingThatWasReadAheadForAnotherFile() {
        Path file = folder.resolve("model.onnx");
        OnnxWriter.write(leakyGemm(), file);
        OnnxReader.readAhead(file, ForkJoinPool.commonPool());

        assertThatExceptionOfType(OctetException.class)
                .isThrownBy(() -> OnnxReader.read(folder.resolve("absent.onnx")));
        assertThat(OnnxReader.read(file).graph().nodes()).hasSize(2);
    }

    @Test
    void tellsWhyAFileCouldNotBeReadAhead() {
        Path file = folder.resolve("absent.onnx");
        OnnxReader.readAhead(file, ForkJoinPool.commonPool());

        assertThatExceptionOfType(OctetException.class)
                .isThrownBy(() -> OnnxReader.read(file))
                .withMessageContaining("absent.onnx");
    }

    private static Model leakyGemm() {
        Node gemm = Node.of("gemm", "Gemm", List.of("x", "W"), List.of("g"), Map.of("transB", Attribute.of(1)));
        Node relu = Node.of("", "LeakyRelu", List.of("g"), List.of("y"), Map.of("alpha", Attribute.of(0.5f)));
        Graph graph = Graph.builder("leaky")
                .inputs(List.of(Value.of("x", ValueType.tensor(ElementType.FLOAT, Shape.of(1, 2)))))
                .outputs(List.of(Value.of("y", ValueType.tensor(ElementType.FLOAT, Shape.of(1, 3)))))
                .initializers(List.of(Initializer.of("W", Tensor.ofFloats(Shape.of(3, 2), 1, 2, 3, 4, 5, 6))))
                .nodes(List.of(gemm, relu))
                .build();
        return Model.of(graph, 8, 17);
    }
}
