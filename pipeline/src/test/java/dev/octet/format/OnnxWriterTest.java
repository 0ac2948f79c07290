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
import dev.octet.onnx.ModelProto;
import dev.octet.onnx.StringStringEntryProto;
import dev.octet.onnx.TensorProto;
import dev.octet.tensor.ElementType;
import dev.octet.tensor.Shape;
import dev.octet.tensor.Tensor;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OnnxWriterTest {
    private static final WriteOptions EXTERNAL = WriteOptions.defaults().withExternalData(ExternalDataUse.ALWAYS);

    @TempDir
    Path folder;

    @Test
    void putsWeightsBesideTheModelWhenAsked() throws IOException {
        Path file = folder.resolve("model.onnx");

        long size = OnnxWriter.write(model(), file, EXTERNAL);

        assertThat(folder).isDirectoryContaining("glob:**model.onnx").isDirectoryContaining("glob:**model.onnx.data");
        assertThat(size).isEqualTo(Files.size(file) + Files.size(folder.resolve("model.onnx.data")));
        assertSameWeights(OnnxReader.read(file));
    }

    @Test
    void keepsSmallWeightsInTheModelAndLetsLargeOnesStartAtAPage() throws IOException {
        Path file = folder.resolve("model.onnx");
        OnnxWriter.write(model(), file, EXTERNAL);

        Map<String, String> places = new TreeMap<>();
        ModelProto written = ModelProto.parseFrom(Files.readAllBytes(file));
        for (TensorProto tensor : written.getGraph().getInitializerList()) {
            places.put(tensor.getName(), place(tensor));
        }
        places.put(
                "constant", place(written.getGraph().getNode(0).getAttribute(0).getT()));
        assertThat(places)
                .containsEntry("shape", "")
                .containsEntry("odd", "model.onnx.data 0 1025")
                // The next multiple of 64.
                .containsEntry("medium", "model.onnx.data 1088 4096")
                // The next multiple of 4096.
                .containsEntry("large", "model.onnx.data 8192 1048576")
                .containsEntry("shared", "model.onnx.data 0 1025")
                .containsEntry("strings", "")
                .containsEntry("constant", "model.onnx.data 1056768 2048");
    }

    @Test
    void writesTheSameBytesEveryTime() throws IOException {
        OnnxWriter.write(model(), folder.resolve("model.onnx"), EXTERNAL);
        byte[] first = Files.readAllBytes(folder.resolve("model.onnx.data"));
        byte[] firstModel = Files.readAllBytes(folder.resolve("model.onnx"));

        OnnxWriter.write(OnnxReader.read(folder.resolve("model.onnx")), folder.resolve("model.onnx"), EXTERNAL);

        assertThat(folder.resolve("model.onnx")).hasBinaryContent(firstModel);
        assertThat(folder.resolve("model.onnx.data")).hasBinaryContent(first);
    }

    @Test
    void writesOverTheFilesThatTheWeightsAreMappedFrom() {
        Path file = folder.resolve("model.onnx");
        OnnxWriter.write(model(), file, EXTERNAL);
        Model read = OnnxReader.read(file);

        // Other content at other places: reading the new file in place of the old one would show.
        Graph reversed = read.graph().toBuilder()
                .initializers(reversed(read.graph().initializers().values()))
                .build();
        OnnxWriter.write(read.withGraph(reversed), file, EXTERNAL);

        assertSameWeights(read);
        assertSameWeights(OnnxReader.read(file));
    }

    @Test
    void bringsExternalWeightsIntoTheModelWhenTheyFit() throws IOException {
        OnnxWriter.write(model(), folder.resolve("model.onnx"), EXTERNAL);
        Path other = Files.createDirectory(folder.resolve("other")).resolve("inline.onnx");

        OnnxWriter.write(OnnxReader.read(folder.resolve("model.onnx")), other);

        assertThat(other.getParent()).isDirectoryNotContaining("glob:**.data");
        assertThat(OnnxWriter.toBytes(OnnxReader.read(other))).isEqualTo(OnnxWriter.toBytes(model()));
    }

    @Test
    void writesNoDataFileForAModelWithoutLargeWeights() {
        Model small = Model.of(Graph.builder("empty").build(), 8, 17);

        OnnxWriter.write(small, folder.resolve("model.onnx"), EXTERNAL);

        assertThat(folder).isDirectoryNotContaining("glob:**.data");
    }

    @Test
    void goesExternalByItselfAbove1800MegabytesWithoutReadingAnything() {
        Model huge = modelWith(new HugeData(1_800_000_001L));

        assertThat(OnnxWriter.needsData(huge, WriteOptions.defaults())).isTrue();
        assertThat(OnnxWriter.needsData(modelWith(new HugeData(1_800_000_000L)), WriteOptions.defaults()))
                .isFalse();
    }

    @Test
    void refusesAModelThatIsTooLargeForOneFileAndLeavesNothing() {
        Model huge = modelWith(new HugeData(1L << 31));
        WriteOptions inline = WriteOptions.defaults().withExternalData(ExternalDataUse.NEVER);

        assertThatExceptionOfType(OctetException.class)
                .isThrownBy(() -> OnnxWriter.write(huge, folder.resolve("model.onnx"), inline))
                .withMessageContaining("Write its weights as external data")
                .satisfies(failure -> assertThat(failure.kind()).isEqualTo(Kind.CONFIGURATION));
        assertThatExceptionOfType(OctetException.class).isThrownBy(() -> OnnxWriter.toBytes(huge));
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void writesIntoTheFolderOfARelativePath() throws IOException {
        Path here = Path.of("").toAbsolutePath();
        Path relative = here.relativize(folder.toAbsolutePath()).resolve("model.onnx");

        OnnxWriter.write(model(), relative, EXTERNAL);

        assertSameWeights(OnnxReader.read(relative));
    }

    @Test
    void saysWhichFileCannotBeWritten() throws IOException {
        Path occupied = Files.createDirectory(folder.resolve("model.onnx"));

        assertUnwritable(occupied, "it exists and is no plain file");
        assertUnwritable(folder.resolve("missing/model.onnx"), "no such file or folder");
        assertUnwritable(Files.writeString(folder.resolve("file"), "").resolve("model.onnx"), "model.onnx");
        assertThatExceptionOfType(OctetException.class)
                .isThrownBy(() -> OnnxWriter.write(model(), Path.of("/")))
                .withMessageContaining("name of a file");
    }

    private void assertUnwritable(Path file, String reason) {
        assertThatExceptionOfType(OctetException.class)
                .isThrownBy(() -> OnnxWriter.write(model(), file, EXTERNAL))
                .withMessageStartingWith("Cannot write " + file + ": ")
                .withMessageContaining(reason)
                .satisfies(failure -> assertThat(failure.kind()).isEqualTo(Kind.FILE));
        assertThat(folder).isDirectoryNotContaining("glob:**.tmp").isDirectoryNotContaining("glob:**.data");
    }

    private static List<Initializer> reversed(Collection<Initializer> initializers) {
        List<Initializer> reversed = new ArrayList<>(initializers);
        Collections.reverse(reversed);
        return reversed;
    }

    private static String place(TensorProto tensor) {
        return String.join(
                " ",
                tensor.getExternalDataList().stream()
                        .map(StringStringEntryProto::getValue)
                        .toList());
    }

    private static Model modelWith(HugeData data) {
        Tensor tensor = new Tensor(ElementType.UINT8, Shape.of(data.byteSize()), data);
        return Model.of(
                Graph.builder("huge")
                        .initializers(List.of(Initializer.of("W", tensor)))
                        .build(),
                8,
                17);
    }

    private static Model model() {
        Tensor odd = random(1025, 1);
        Node constant =
                Node.of("", "Constant", List.of(), List.of("c"), Map.of("value", Attribute.of(random(2048, 5))));
        return Model.of(
                Graph.builder("main")
                        .initializers(List.of(
                                Initializer.of("odd", odd),
                                Initializer.of("shape", Tensor.vector(1, 2, 3)),
                                Initializer.of("medium", random(4096, 2)),
                                Initializer.of("large", random(1 << 20, 3)),
                                Initializer.of("shared", odd),
                                Initializer.of("strings", strings(500))))
                        .nodes(List.of(constant))
                        .build(),
                8,
                17);
    }

    private static Tensor strings(int count) {
        return Tensor.ofStrings(
                Shape.of(count), Collections.nCopies(count, ByteBuffer.wrap(new byte[] {'a', 'b', 'c'})));
    }

    private static Tensor random(int size, long seed) {
        byte[] bytes = new byte[size];
        new Random(seed).nextBytes(bytes);
        return Tensor.ofBytes(ElementType.UINT8, Shape.of(size), bytes);
    }

    private static void assertSameWeights(Model read) {
        Graph expected = model().graph();
        assertThat(read.graph().initializers().keySet())
                .containsExactlyInAnyOrderElementsOf(expected.initializers().keySet());
        expected.initializers().values().stream()
                .filter(initializer -> initializer.tensor().type() != ElementType.STRING)
                .forEach(initializer -> assertThat(read.graph()
                                .constant(initializer.name())
                                .orElseThrow()
                                .toLongs())
                        .isEqualTo(initializer.tensor().toLongs()));
        assertThat(read.graph().constant("strings").orElseThrow().strings())
                .isEqualTo(strings(500).strings());
        Attribute constant = read.graph().nodes().get(0).attribute("value").orElseThrow();
        assertThat(((Attribute.TensorValue) constant).value().toLongs())
                .isEqualTo(random(2048, 5).toLongs());
    }
}
