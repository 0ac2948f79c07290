package dev.octet.format;

import static org.assertj.core.api.Assertions.assertThat;

import dev.octet.error.Kind;
import dev.octet.error.OctetException;
import dev.octet.onnx.ModelProto;
import dev.octet.testing.SharedFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Reads and writes real models, each as it is and with unknown fields in every message. */
class SharedModelsTest {
    /** Files that are meant to be refused, with a part of the message. */
    private static final List<List<String>> REFUSED = List.of(
            List.of("bart_tiny.onnx", "got an empty file"),
            List.of("bert_toy_postprocessed.onnx", "got an empty file"),
            List.of("icm-31000000518082.onnx", "element type"),
            List.of("model_with_external_initializer_come_from_user.onnx", "'Pads_not_on_disk.bin' is missing"),
            List.of("mul_1.noopset.onnx", "opset_import"),
            List.of("ort_github_issue_11536.onnx", "Pass it through an Identity node"),
            List.of("test_arbitrary_external_file.onnx", "a path with '..'"),
            List.of("test_evil_weights.onnx", "is missing"));

    @TestFactory
    Stream<DynamicTest> models() throws IOException {
        return tests("models");
    }

    @TestFactory
    Stream<DynamicTest> suites() throws IOException {
        return tests("suites");
    }

    private static Stream<DynamicTest> tests(String folder) throws IOException {
        Path root = SharedFolder.require(folder);
        try (Stream<Path> files = Files.walk(root)) {
            List<Path> models = files.filter(file -> file.toString().endsWith(".onnx"))
                    .sorted()
                    .toList();
            assertThat(models).isNotEmpty();
            return models.stream()
                    .map(file -> DynamicTest.dynamicTest(
                            root.relativize(file).toString(), () -> staysTheSameOrIsRefused(file)));
        }
    }

    private static void staysTheSameOrIsRefused(Path file) throws IOException {
        String name = file.getFileName().toString();
        String refusal = REFUSED.stream()
                .filter(entry -> entry.get(0).equals(name))
                .map(entry -> entry.get(1))
                .findFirst()
                .orElse("");
        try {
            ModelCheck.check(OnnxReader.read(file));
        } catch (OctetException failure) {
            assertThat(refusal).as(failure.getMessage()).isNotEmpty();
            assertThat(failure).hasMessageContaining(refusal);
            assertThat(failure.kind()).isEqualTo(Kind.INVALID_MODEL);
            return;
        }
        assertThat(refusal).isEmpty();
        staysTheSame(file);
    }

    private static void staysTheSame(Path file) throws IOException {
        EmbeddedTensors embedded = new EmbeddedTensors(new TensorReader(ExternalData.beside(file.resolveSibling(""))));
        ModelProto original = embedded.embed(ModelProto.parseFrom(Files.readAllBytes(file)), "model");
        byte[] written = OnnxWriter.toBytes(OnnxReader.read(file));
        assertSameModel(ModelProto.parseFrom(written), original);
        assertThat(OnnxWriter.toBytes(OnnxReader.read(file, 0))).as("mapped").isEqualTo(written);

        ModelProto extended = (ModelProto) Protos.withUnknownFields(original);
        byte[] rewritten = OnnxWriter.toBytes(OnnxReader.fromBytes(extended.toByteArray()));
        assertSameModel(ModelProto.parseFrom(rewritten), extended);
    }

    /** The reader sorts nodes that are not in topological order, which many of these files have. */
    private static void assertSameModel(ModelProto written, ModelProto original) {
        if (!written.equals(original)) {
            assertThat(Protos.withoutNodeOrder(written)).isEqualTo(Protos.withoutNodeOrder(original));
        }
    }
}
