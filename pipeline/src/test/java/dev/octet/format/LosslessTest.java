package dev.octet.format;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import dev.octet.graph.Attribute;
import dev.octet.onnx.AttributeProto;
import dev.octet.onnx.AttributeProto.AttributeType;
import dev.octet.onnx.ModelProto;
import dev.octet.onnx.NodeProto;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class LosslessTest {
    @Test
    void theSampleSetsEveryFieldOfTheFormat() {
        Set<String> set = new TreeSet<>();
        collectSetFields(EverythingModel.build(), set);
        Set<String> all = new TreeSet<>();
        collectFields(ModelProto.getDescriptor(), all);

        // External data needs files, and segments are refused.
        all.removeIf(name -> name.matches("onnx.TensorProto.(external_data|data_location|segment|Segment.*)"));
        // The other one of a pair that excludes each other.
        all.remove("onnx.SimpleShardedDimProto.dim_value");
        assertThat(all).hasSizeGreaterThan(100);
        assertThat(set).containsAll(all);
    }

    @Test
    void keepsEveryField() throws Exception {
        ModelProto original = EverythingModel.build();

        assertThat(roundTrip(original)).isEqualTo(original);
    }

    @Test
    void keepsFieldsThatTheFormatMayGetLater() throws Exception {
        ModelProto original = (ModelProto) Protos.withUnknownFields(EverythingModel.build());

        assertThat(roundTrip(original)).isEqualTo(original);
    }

    @Test
    void keepsNamesThatAreNotUtf8() throws Exception {
        ByteString odd = ByteString.copyFrom(new byte[] {'a', (byte) 0xff});
        NodeProto node = NodeProto.newBuilder()
                .setNameBytes(odd)
                .setOpType("Neg")
                .addInputBytes(odd)
                .addOutputBytes(ByteString.copyFromUtf8("y"))
                .build();
        ModelProto original = Protos.model(Protos.negation()
                        .clearNode()
                        .clearInput()
                        .addInput(Protos.value("").toBuilder().setNameBytes(odd))
                        .addNode(node))
                .build();

        assertThat(roundTrip(original)).isEqualTo(original);
    }

    @Test
    void keepsTheDifferenceBetweenEmptyAndAbsentNames() throws Exception {
        NodeProto absent = Protos.node("Neg", List.of("x"), List.of("y"));
        ModelProto original = Protos.model(Protos.negation()
                        .clearName()
                        .clearNode()
                        .addNode(absent.toBuilder().setName("").setDomain(""))
                        .addNode(absent.toBuilder().setOutput(0, "z")))
                .build();

        assertThat(roundTrip(original)).isEqualTo(original);
        assertThat(roundTrip(original).getGraph().hasName()).isFalse();
    }

    /** Tree ensembles have lists of millions of numbers and words, which as Java objects would not fit into memory. */
    @Test
    void keepsLongListsWithoutLookingAtThem() throws Exception {
        AttributeProto numbers = Protos.attribute("nodes_values", AttributeType.FLOATS)
                .addAllFloats(Collections.nCopies(AttributeReader.LONGEST + 1, 0.5f))
                .build();
        AttributeProto words = Protos.attribute("nodes_modes", AttributeType.STRINGS)
                .addAllStrings(Collections.nCopies(AttributeReader.LONGEST + 1, ByteString.copyFromUtf8("LEAF")))
                .build();
        AttributeProto looked = Protos.attribute("short", AttributeType.INTS)
                .addAllInts(Collections.nCopies(AttributeReader.LONGEST, 3L))
                .build();
        ModelProto original = Protos.model(Protos.negation()
                        .clearNode()
                        .addNode(Protos.node("TreeEnsemble", List.of("x"), List.of("y"), numbers, words, looked)))
                .build();

        Map<String, Attribute> attributes = OnnxReader.fromBytes(original.toByteArray())
                .graph()
                .nodes()
                .get(0)
                .attributes();

        assertThat(attributes.get("nodes_values")).isInstanceOf(Attribute.Opaque.class);
        assertThat(attributes.get("nodes_modes")).isInstanceOf(Attribute.Opaque.class);
        assertThat(attributes.get("short")).isInstanceOf(Attribute.Ints.class);
        assertThat(roundTrip(original)).isEqualTo(original);
    }

    private static ModelProto roundTrip(ModelProto original) throws Exception {
        return ModelProto.parseFrom(OnnxWriter.toBytes(OnnxReader.fromBytes(original.toByteArray())));
    }

    private static void collectFields(Descriptor type, Set<String> names) {
        for (FieldDescriptor field : type.getFields()) {
            boolean isNew = names.add(field.getFullName());
            if (isNew && field.getJavaType() == FieldDescriptor.JavaType.MESSAGE) {
                collectFields(field.getMessageType(), names);
            }
        }
    }

    private static void collectSetFields(Message message, Set<String> names) {
        message.getAllFields().forEach((field, value) -> {
            names.add(field.getFullName());
            if (field.getJavaType() == FieldDescriptor.JavaType.MESSAGE) {
                List<?> inner = value instanceof List<?> many ? many : List.of(value);
                inner.forEach(one -> collectSetFields((Message) one, names));
            }
        });
    }
}
