package dev.octet.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.fail;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.UnknownFieldSet;
import dev.octet.error.Kind;
import dev.octet.error.OctetException;
import dev.octet.graph.Attribute;
import dev.octet.graph.Model;
import dev.octet.graph.Node;
import dev.octet.onnx.AttributeProto.AttributeType;
import dev.octet.onnx.GraphProto;
import dev.octet.onnx.ModelProto;
import dev.octet.onnx.TensorProto;
import dev.octet.tensor.Tensor;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LeanParserTest {
    private static final long SEED = 11;

    @TempDir
    Path folder;

    @Test
    void readsTheSameAsProtobufDoes() throws IOException {
        ModelProto model = (ModelProto) Protos.withUnknownFields(EverythingModel.build());

        assertThat(LeanParser.parse(write(model.toByteArray()), new DetachedData()))
                .isEqualTo(model);
    }

    @Test
    void leavesLargeDataInTheFile() throws IOException {
        TensorProto tensor = tensor("W", 1024);
        DetachedData detached = new DetachedData();

        ModelProto read =
                LeanParser.parse(write(model(tensor, tensor("small", 1023)).toByteArray()), detached);

        TensorProto large = read.getGraph().getInitializer(0);
        assertThat(large).isEqualTo(tensor.toBuilder().clearRawData().build());
        assertThat(detached.of(large).orElseThrow().buffer().isDirect()).isTrue();
        assertThat(detached.of(large).orElseThrow().buffer())
                .isEqualTo(tensor.getRawData().asReadOnlyByteBuffer());
        assertThat(read.getGraph().getInitializer(1)).isEqualTo(tensor("small", 1023));
    }

    @Test
    void findsWeightsInConstantsSubgraphsAndFunctions() throws IOException {
        GraphProto.Builder inner = Protos.negation().addInitializer(tensor("inner", 3000));
        GraphProto.Builder graph = Protos.negation()
                .addNode(Protos.node(
                        "Custom",
                        List.of(),
                        List.of("a"),
                        Protos.attribute("value", AttributeType.TENSOR)
                                .setT(tensor("constant", 2000))
                                .build(),
                        Protos.attribute("body", AttributeType.GRAPH)
                                .setG(inner)
                                .build(),
                        Protos.attribute("bodies", AttributeType.GRAPHS)
                                .addGraphs(inner)
                                .build()));
        byte[] bytes = Protos.model(graph).build().toByteArray();

        Model model = OnnxReader.read(write(bytes), 0);

        Node node = model.graph().nodes().get(1);
        Attribute constant = node.attribute("value").orElseThrow();
        assertMapped(((Attribute.TensorValue) constant).value());
        node.subgraphs()
                .forEach(subgraph -> assertMapped(subgraph.constant("inner").orElseThrow()));
        assertThat(OnnxWriter.toBytes(model)).isEqualTo(bytes);
    }

    @Test
    void writesOverTheFileThatTheWeightsAreMappedFrom() throws IOException {
        TensorProto first = tensor("first", 5000);
        TensorProto second = tensor("second", 7000);
        Path file = write(model(first, second).toByteArray());
        Model model = OnnxReader.read(file, 0);

        OnnxWriter.write(
                model.withGraph(model.graph().toBuilder()
                        .initializers(List.of(model.graph().initializers().get("second")))
                        .build()),
                file);

        assertThat(OnnxReader.read(file).graph().initializers()).containsOnlyKeys("second");
        assertThat(ModelProto.parseFrom(OnnxWriter.toBytes(model))).isEqualTo(model(first, second));
    }

    @Test
    void keepsDataOfTypesThatAreNotModelled() throws IOException {
        TensorProto float6 = tensor("", 3000).toBuilder().setDataType(27).build();
        ModelProto model = Protos.model(Protos.negation()
                        .addNode(Protos.node(
                                "Custom",
                                List.of(),
                                List.of("a"),
                                Protos.attribute("value", AttributeType.TENSOR)
                                        .setT(float6)
                                        .build())))
                .build();

        Model read = OnnxReader.read(write(model.toByteArray()), 0);

        assertThat(ModelProto.parseFrom(OnnxWriter.toBytes(read))).isEqualTo(model);
    }

    @Test
    void joinsFieldsThatStandTwice() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        model(tensor("a", 2000)).writeTo(bytes);
        model(tensor("b", 3000)).writeTo(bytes);

        Model read = OnnxReader.read(write(bytes.toByteArray()), 0);

        assertThat(read.graph().initializers()).containsOnlyKeys("a", "b");
        assertMapped(read.graph().constant("b").orElseThrow());
        assertThat(OnnxWriter.toBytes(read)).isEqualTo(OnnxWriter.toBytes(OnnxReader.fromBytes(bytes.toByteArray())));
    }

    @Test
    void takesTheLastOfTwoDataInOneTensor() throws IOException {
        TensorProto large = tensor("W", 5000);
        TensorProto small = tensor("W", 1);
        for (List<TensorProto> both : List.of(List.of(small, large), List.of(large, small), List.of(large, large))) {
            ByteString joined = both.get(0)
                    .toByteString()
                    .concat(both.get(1).toBuilder().clearDims().build().toByteString());
            // The first dimension is that of the first tensor, so only equal sizes fit together.
            UnknownFieldSet.Field field = UnknownFieldSet.Field.newBuilder()
                    .addLengthDelimited(joined)
                    .build();
            GraphProto.Builder graph = Protos.negation();
            graph.setUnknownFields(UnknownFieldSet.newBuilder()
                    .addField(GraphProto.INITIALIZER_FIELD_NUMBER, field)
                    .build());
            byte[] bytes = Protos.model(graph).build().toByteArray();

            assertThat(outcome(write(bytes), 0)).isEqualTo(outcome(write(bytes), Long.MAX_VALUE));
        }
    }

    private static String outcome(Path file, long mappedFrom) {
        try {
            return Arrays.toString(OnnxWriter.toBytes(OnnxReader.read(file, mappedFrom)));
        } catch (OctetException refused) {
            return String.valueOf(refused.getMessage());
        }
    }

    @Test
    void refusesDataThatReachesBeyondTheFile() throws IOException {
        byte[] whole = model(tensor("W", 5000)).toByteArray();

        assertThatExceptionOfType(InvalidProtocolBufferException.class)
                .isThrownBy(() -> LeanParser.parse(write(Arrays.copyOf(whole, 4000)), new DetachedData()));
        assertThatExceptionOfType(OctetException.class)
                .isThrownBy(() -> OnnxReader.read(write(Arrays.copyOf(whole, 4000)), 0))
                .withMessageContaining("damaged, cut short or in another format");
    }

    @Test
    void refusesWhatIsNoModel() {
        for (byte[] content : new byte[][] {{}, {1, 2, 3}, {8, 8}, "text".getBytes(StandardCharsets.UTF_8)}) {
            assertThatExceptionOfType(OctetException.class)
                    .isThrownBy(() -> OnnxReader.read(write(content), 0))
                    .withMessageContaining("expected an ONNX model, got");
        }
    }

    @Test
    void refusesSubgraphsThatAreNestedTooDeeplyAsProtobufDoes() throws IOException {
        for (long mappedFrom : new long[] {0, Long.MAX_VALUE}) {
            assertThat(outcome(write(nested(29)), mappedFrom)).doesNotContain("nesting");
            assertThat(outcome(write(nested(35)), mappedFrom)).contains("too many levels of nesting");
        }
    }

    private static byte[] nested(int depth) {
        GraphProto graph = Protos.negation().build();
        for (int i = 0; i < depth; i++) {
            graph = GraphProto.newBuilder()
                    .addNode(Protos.node(
                            "Custom",
                            List.of(),
                            List.of(),
                            Protos.attribute("body", AttributeType.GRAPH)
                                    .setG(graph)
                                    .build()))
                    .build();
        }
        return Protos.model(graph.toBuilder()).build().toByteArray();
    }

    @Test
    void readsOrRefusesDamagedFilesButNeverCrashes() throws IOException {
        byte[] whole = EverythingModel.build().toByteArray();
        Random random = new Random(SEED);
        for (int round = 0; round < 300; round++) {
            byte[] changed = round % 2 == 0 ? whole.clone() : Arrays.copyOf(whole, random.nextInt(whole.length));
            if (changed.length > 0) {
                changed[random.nextInt(changed.length)] = (byte) random.nextInt(256);
            }
            readOrRefuse(write(changed), "seed " + SEED + ", round " + round);
        }
    }

    private static void readOrRefuse(Path file, String what) {
        try {
            OnnxWriter.toBytes(OnnxReader.read(file, 0));
        } catch (OctetException refused) {
            assertThat(refused.kind()).as(what).isEqualTo(Kind.INVALID_MODEL);
        } catch (RuntimeException | Error crash) {
            fail(what, crash);
        }
    }

    private static void assertMapped(Tensor tensor) {
        assertThat(tensor.data().buffer().isDirect()).isTrue();
    }

    private Path write(byte[] content) throws IOException {
        return Files.write(folder.resolve("model.onnx"), content);
    }

    private static ModelProto model(TensorProto... initializers) {
        return Protos.model(Protos.negation().addAllInitializer(List.of(initializers)))
                .build();
    }

    private static TensorProto tensor(String name, int size) {
        byte[] bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        return TensorProto.newBuilder()
                .setName(name)
                .setDataType(2)
                .addDims(size)
                .setDocString("doc")
                .setRawData(ByteString.copyFrom(bytes))
                .build();
    }
}
