package dev.octet.format;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.Descriptors.FieldDescriptor;
import dev.octet.onnx.AttributeProto.AttributeType;
import dev.octet.onnx.GraphProto;
import dev.octet.onnx.ModelProto;
import dev.octet.onnx.TensorProto;
import dev.octet.tensor.TensorData;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class MessageStreamerTest {
    private final DetachedData detached = new DetachedData();

    @Test
    void writesWhatProtobufWouldWriteIfTheMessageHeldItsData() throws IOException {
        ModelProto without = model(true);
        ModelProto with = model(false);
        assertThat(without).isNotEqualTo(with);

        StreamedMessage streamed = new MessageStreamer(detached).stream(without);

        assertThat(bytes(streamed)).isEqualTo(with.toByteArray());
        assertThat(streamed.size()).isEqualTo(with.getSerializedSize());
    }

    /** So that no field that a later version of ONNX adds is forgotten. */
    @Test
    void writesEveryFieldOfATensorOnItsOwnSideOfTheData() throws IOException {
        for (FieldDescriptor field : TensorProto.getDescriptor().getFields()) {
            if (field.getNumber() == TensorProto.RAW_DATA_FIELD_NUMBER) {
                continue;
            }
            TensorProto.Builder some = TensorProto.newBuilder();
            Object value = anyValue(some, field);
            TensorProto tensor =
                    (field.isRepeated() ? some.addRepeatedField(field, value) : some.setField(field, value)).build();
            detached.put(tensor, TensorData.ofBytes(new byte[] {1, 2}));

            StreamedMessage streamed = new MessageStreamer(detached).stream(tensor);

            byte[] expected = tensor.toBuilder()
                    .setRawData(ByteString.copyFrom(new byte[] {1, 2}))
                    .build()
                    .toByteArray();
            assertThat(bytes(streamed)).as(field.getName()).isEqualTo(expected);
        }
    }

    @Test
    void leavesMessagesThatAreWholeToProtobuf() throws IOException {
        ModelProto whole = EverythingModel.build();

        StreamedMessage streamed = new MessageStreamer(detached).stream(whole);

        assertThat(streamed.pieces()).containsExactly(new StreamedMessage.Fields(whole));
        assertThat(bytes(streamed)).isEqualTo(whole.toByteArray());
    }

    @Test
    void countsBeyondWhatProtobufCan() {
        GraphProto.Builder graph = Protos.negation();
        for (int i = 0; i < 3; i++) {
            TensorProto tensor =
                    TensorProto.newBuilder().setName("W" + i).setDataType(2).build();
            detached.put(tensor, new HugeData(1L << 31));
            graph.addInitializer(tensor);
        }

        StreamedMessage streamed =
                new MessageStreamer(detached).stream(Protos.model(graph).build());

        assertThat(streamed.size()).isBetween(3L << 31, (3L << 31) + 200);
    }

    private static Object anyValue(TensorProto.Builder tensor, FieldDescriptor field) {
        return switch (field.getJavaType()) {
            case INT -> 1;
            case LONG -> 1L;
            case FLOAT -> 1f;
            case DOUBLE -> 1.0;
            case BOOLEAN -> true;
            case STRING -> "text";
            case BYTE_STRING -> ByteString.copyFromUtf8("bytes");
            case ENUM -> field.getEnumType().getValues().get(0);
            case MESSAGE -> tensor.newBuilderForField(field).build();
        };
    }

    private static byte[] bytes(StreamedMessage message) throws IOException {
        ByteArrayOutputStream stream = new ByteArrayOutputStream();
        CodedOutputStream output = CodedOutputStream.newInstance(stream);
        message.writeTo(output);
        output.flush();
        return stream.toByteArray();
    }

    /** Everything there is, and tensors with data in every place that may have weights. */
    private ModelProto model(boolean isDetached) {
        ModelProto.Builder model = ((ModelProto) Protos.withUnknownFields(EverythingModel.build())).toBuilder();
        GraphProto.Builder graph = model.getGraphBuilder();
        graph.addInitializer(1, tensor("first", isDetached)).addInitializer(tensor("last", isDetached));
        GraphProto subgraph = Protos.negation()
                .addInitializer(tensor("inner", isDetached))
                .setDocString("doc")
                .build();
        graph.getNodeBuilder(0)
                .addAttribute(Protos.attribute("t2", AttributeType.TENSOR)
                        .setT(tensor("value", isDetached))
                        .setDocString("doc"))
                .addAttribute(Protos.attribute("g2", AttributeType.GRAPH).setG(subgraph));
        model.getFunctionsBuilder(0)
                .addNode(Protos.node(
                        "Constant",
                        List.of(),
                        List.of("c"),
                        Protos.attribute("value", AttributeType.TENSOR)
                                .setT(tensor("c", isDetached))
                                .build()));
        return model.build();
    }

    private TensorProto tensor(String name, boolean isDetached) {
        byte[] data = name.getBytes(StandardCharsets.UTF_8);
        TensorProto tensor = (TensorProto) Protos.withUnknownFields(TensorProto.newBuilder()
                .setName(name)
                .setDataType(2)
                .addDims(data.length)
                .setDocString("doc")
                .addMetadataProps(Protos.entry("key", "value"))
                .build());
        if (isDetached) {
            detached.put(tensor, TensorData.ofBytes(data));
            return tensor;
        }
        return tensor.toBuilder().setRawData(ByteString.copyFrom(data)).build();
    }
}
