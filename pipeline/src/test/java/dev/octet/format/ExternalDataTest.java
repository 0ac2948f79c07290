package dev.octet.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.octet.error.Kind;
import dev.octet.error.OctetException;
import dev.octet.graph.Attribute;
import dev.octet.graph.Model;
import dev.octet.graph.Node;
import dev.octet.onnx.AttributeProto.AttributeType;
import dev.octet.onnx.GraphProto;
import dev.octet.onnx.ModelProto;
import dev.octet.onnx.NodeProto;
import dev.octet.onnx.SparseTensorProto;
import dev.octet.onnx.TensorProto;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExternalDataTest {
    @TempDir
    Path folder;

    private Path models;

    @BeforeEach
    void writeDataBesideAndOutsideTheModelsFolder() throws IOException {
        models = Files.createDirectories(folder.resolve("models"));
        ByteBuffer data = ByteBuffer.allocate(16).order(ByteOrder.LITTLE_ENDIAN);
        data.asFloatBuffer().put(new float[] {1, 2, 3, 4});
        Files.write(models.resolve("weights"), data.array());
        Files.write(folder.resolve("secret"), data.array());
        Files.createDirectories(models.resolve("deep/er"));
        Files.write(models.resolve("deep/er/weights"), data.array());
    }

    @Test
    void isReadFromAFileBesideTheModelOrBelow() throws IOException {
        assertThat(read(Map.of("location", "weights", "offset", "4", "length", "8")))
                .containsExactly(2, 3);
        assertThat(read(Map.of("location", "weights"))).containsExactly(1, 2);
        assertThat(read(Map.of("location", "./weights", "checksum", "0"))).containsExactly(1, 2);
        assertThat(read(Map.of("location", "deep/er/weights", "offset", "8"))).containsExactly(3, 4);
    }

    @Test
    void isMappedAndNotRead() throws IOException {
        Model model = readModel(Map.of("location", "weights"));

        ByteBuffer view = model.graph().constant("W").orElseThrow().data().buffer();
        assertThat(view.isDirect()).isTrue();
        assertThat(view.isReadOnly()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ../secret        | got '../secret', a path with '..'
            deep/../weights  | a path with '..'
            missing          | its data file 'missing' is missing; put it beside the model
            weights/x        | its data file 'weights/x' is missing
            deep             | got 'deep', something that is no file
            .                | something that is no file
            """)
    void refusesLocationsThatAreNoFileBesideTheModel(String location, String message) {
        assertRefused(Map.of("location", location), message);
    }

    @Test
    void refusesLocationsThatNameNothing() {
        assertRefused(Map.of(), "external data without a location");
        assertRefused(Map.of("location", "a\0b"), "no name of a file");
    }

    @Test
    void refusesAbsolutePathsEvenToAFileBesideTheModel() {
        assertRefused(Map.of("location", models.resolve("weights").toString()), "an absolute path");
    }

    @Test
    void refusesLinksThatLeaveTheFolder() throws IOException {
        Files.createSymbolicLink(models.resolve("link"), folder.resolve("secret"));
        Files.createSymbolicLink(models.resolve("parent"), folder);
        Files.createSymbolicLink(models.resolve("inside"), models.resolve("deep"));

        assertRefused(Map.of("location", "link"), "got 'link', a link that leaves the model's folder");
        assertRefused(Map.of("location", "parent/secret"), "a link that leaves the model's folder");
        assertThat(read(Map.of("location", "inside/er/weights"))).containsExactly(1, 2);
    }

    @Test
    void isFoundWhenTheFolderItselfIsReachedByALink() throws IOException {
        readModel(Map.of("location", "weights"));
        Path link = Files.createSymbolicLink(folder.resolve("link"), models);

        Model model = OnnxReader.read(link.resolve("model.onnx"));

        assertThat(model.graph().constant("W").orElseThrow().toFloats()).containsExactly(1, 2);
    }

    @ParameterizedTest
    @CsvSource({
        "offset, 12, 'Expected 8 bytes from byte 12'",
        "offset, 9223372036854775807, 'Expected 8 bytes from byte 9223372036854775807'",
        "offset, -1, 'offset of 0 or more, got ''-1'''",
        "offset, 4x, 'offset of 0 or more, got ''4x'''",
        "offset, 99999999999999999999, offset of 0 or more",
        "length, 4, 'expected 8 bytes of external data, got a length of 4'",
        "length, 9, got a length of 9",
    })
    void refusesPlacesOutsideTheFile(String key, String value, String message) {
        assertRefused(Map.of("location", "weights", key, value), message);
    }

    @Test
    void refusesHugeTensorsWithoutAllocating() {
        ModelProto model = model(Protos.external("W", 1L << 50, Map.of("location", "weights")));

        assertThatExceptionOfType(OctetException.class)
                .isThrownBy(() -> OnnxReader.read(write(model)))
                .withMessageContaining("model.onnx: Initializer 'W': Expected 4503599627370496 bytes");
    }

    @Test
    void isRefusedForAModelWithoutAFolder() {
        byte[] bytes =
                model(Protos.external("W", 2, Map.of("location", "weights"))).toByteArray();

        assertThatExceptionOfType(OctetException.class)
                .isThrownBy(() -> OnnxReader.fromBytes(bytes))
                .withMessageContaining("not read from a file");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void ofConstantNodesAndSubgraphsIsReadToo(boolean inSubgraph) throws IOException {
        TensorProto tensor =
                Protos.external("", 2, Map.of("location", "weights")).build();
        NodeProto constant = Protos.node(
                "Constant",
                List.of(),
                List.of("c"),
                Protos.attribute("value", AttributeType.TENSOR).setT(tensor).build());
        GraphProto.Builder graph = Protos.negation().addNode(constant);
        if (inSubgraph) {
            graph = Protos.negation()
                    .addNode(Protos.node(
                            "Custom",
                            List.of(),
                            List.of("c"),
                            Protos.attribute("body", AttributeType.GRAPH)
                                    .setG(graph)
                                    .build()));
        }

        Model model = OnnxReader.read(write(Protos.model(graph).build()));

        Node node = model.graph().nodes().get(1);
        if (inSubgraph) {
            node = node.subgraphs().get(0).nodes().get(1);
        }
        Attribute value = node.attribute("value").orElseThrow();
        assertThat(((Attribute.TensorValue) value).value().toFloats()).containsExactly(1, 2);
    }

    @Test
    void ofWhatIsNotModelledBecomesPartOfTheModel() throws IOException {
        TensorProto.Builder values = Protos.external("s", 2, Map.of("location", "weights", "offset", "8"))
                .setDocString("doc");
        SparseTensorProto sparse = SparseTensorProto.newBuilder()
                .setValues(values)
                .setIndices(TensorProto.newBuilder()
                        .setDataType(7)
                        .addDims(2)
                        .addInt64Data(0)
                        .addInt64Data(1))
                .addDims(8)
                .build();
        NodeProto odd = Protos.node(
                "Odd",
                List.of(),
                List.of(),
                Protos.attribute("all", AttributeType.TENSORS)
                        .addTensors(values)
                        .build());
        Model model = OnnxReader.read(write(
                Protos.model(Protos.negation().addSparseInitializer(sparse).addNode(odd))
                        .build()));

        GraphProto written = ModelProto.parseFrom(OnnxWriter.toBytes(model)).getGraph();

        TensorProto expected = Protos.floats("s", 3, 4).setDocString("doc").build();
        TensorProto found = written.getSparseInitializer(0).getValues();
        assertThat(new TensorReader(ExternalData.none()).read(found, "s").toFloats())
                .containsExactly(3, 4);
        assertThat(found.toBuilder().clearRawData().build())
                .isEqualTo(expected.toBuilder().clearFloatData().build());
        assertThat(written.getNode(1).getAttribute(0).getTensors(0)).isEqualTo(found);
    }

    private void assertRefused(Map<String, String> entries, String message) {
        assertThatExceptionOfType(OctetException.class)
                .isThrownBy(() -> readModel(entries))
                .withMessageContaining("model.onnx: Initializer 'W'")
                .withMessageContaining(message)
                .satisfies(failure -> {
                    assertThat(failure.kind()).isEqualTo(Kind.INVALID_MODEL);
                    assertThat(failure.getMessage()).doesNotContain("\n");
                });
    }

    private float[] read(Map<String, String> entries) throws IOException {
        return readModel(entries).graph().constant("W").orElseThrow().toFloats();
    }

    private Model readModel(Map<String, String> entries) throws IOException {
        return OnnxReader.read(write(model(Protos.external("W", 2, entries))));
    }

    private static ModelProto model(TensorProto.Builder initializer) {
        return Protos.model(Protos.negation().addInitializer(initializer)).build();
    }

    private Path write(ModelProto model) throws IOException {
        return Files.write(models.resolve("model.onnx"), model.toByteArray());
    }
}
