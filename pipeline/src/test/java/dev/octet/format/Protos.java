package dev.octet.format;

import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import com.google.protobuf.UnknownFieldSet;
import dev.octet.onnx.AttributeProto;
import dev.octet.onnx.FunctionProto;
import dev.octet.onnx.GraphProto;
import dev.octet.onnx.ModelProto;
import dev.octet.onnx.NodeProto;
import dev.octet.onnx.OperatorSetIdProto;
import dev.octet.onnx.StringStringEntryProto;
import dev.octet.onnx.TensorProto;
import dev.octet.onnx.TensorShapeProto;
import dev.octet.onnx.TypeProto;
import dev.octet.onnx.ValueInfoProto;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** Builds and changes ONNX messages. */
final class Protos {
    private Protos() {}

    /** A model of IR version 8 and opset 17. */
    static ModelProto.Builder model(GraphProto.Builder graph) {
        return ModelProto.newBuilder()
                .setIrVersion(8)
                .addOpsetImport(opset("", 17))
                .setGraph(graph);
    }

    /** A graph that negates {@code x} to {@code y}. */
    static GraphProto.Builder negation() {
        return GraphProto.newBuilder()
                .setName("g")
                .addInput(value("x"))
                .addOutput(value("y"))
                .addNode(node("Neg", List.of("x"), List.of("y")));
    }

    static OperatorSetIdProto opset(String domain, long version) {
        return OperatorSetIdProto.newBuilder()
                .setDomain(domain)
                .setVersion(version)
                .build();
    }

    static NodeProto node(String operator, List<String> inputs, List<String> outputs, AttributeProto... attributes) {
        return NodeProto.newBuilder()
                .setOpType(operator)
                .addAllInput(inputs)
                .addAllOutput(outputs)
                .addAllAttribute(List.of(attributes))
                .build();
    }

    static AttributeProto.Builder attribute(String name, AttributeProto.AttributeType type) {
        return AttributeProto.newBuilder().setName(name).setType(type);
    }

    /** A value of type float[2]. */
    static ValueInfoProto value(String name) {
        TensorShapeProto shape = TensorShapeProto.newBuilder()
                .addDim(TensorShapeProto.Dimension.newBuilder().setDimValue(2))
                .build();
        return ValueInfoProto.newBuilder()
                .setName(name)
                .setType(TypeProto.newBuilder()
                        .setTensorType(
                                TypeProto.Tensor.newBuilder().setElemType(1).setShape(shape)))
                .build();
    }

    /** A float vector in float_data. */
    static TensorProto.Builder floats(String name, float... elements) {
        TensorProto.Builder tensor =
                TensorProto.newBuilder().setName(name).setDataType(1).addDims(elements.length);
        for (float element : elements) {
            tensor.addFloatData(element);
        }
        return tensor;
    }

    /** A float vector in a file beside the model. */
    static TensorProto.Builder external(String name, long elements, Map<String, String> entries) {
        TensorProto.Builder tensor = TensorProto.newBuilder()
                .setName(name)
                .setDataType(1)
                .addDims(elements)
                .setDataLocation(TensorProto.DataLocation.EXTERNAL);
        entries.forEach((key, value) -> tensor.addExternalData(entry(key, value)));
        return tensor;
    }

    static StringStringEntryProto.Builder entry(String key, String value) {
        return StringStringEntryProto.newBuilder().setKey(key).setValue(value);
    }

    /** The message with two fields that no schema has in every message of it. */
    static Message withUnknownFields(Message message) {
        UnknownFieldSet unknown = UnknownFieldSet.newBuilder()
                .addField(4001, UnknownFieldSet.Field.newBuilder().addVarint(7).build())
                .addField(
                        4002,
                        UnknownFieldSet.Field.newBuilder()
                                .addLengthDelimited(ByteString.copyFromUtf8("later"))
                                .build())
                .build();
        Message.Builder changed = message.toBuilder().mergeUnknownFields(unknown);
        message.getAllFields().forEach((field, value) -> {
            if (field.getJavaType() == FieldDescriptor.JavaType.MESSAGE) {
                changed.setField(
                        field,
                        value instanceof List<?> many
                                ? many.stream()
                                        .map(one -> withUnknownFields((Message) one))
                                        .toList()
                                : withUnknownFields((Message) value));
            }
        });
        return changed.build();
    }

    /** The model with the nodes of each graph in an order that does not depend on the one they have. */
    static ModelProto withoutNodeOrder(ModelProto model) {
        ModelProto.Builder changed = model.toBuilder().setGraph(withoutNodeOrder(model.getGraph()));
        changed.clearFunctions();
        for (FunctionProto function : model.getFunctionsList()) {
            changed.addFunctions(function.toBuilder().clearNode().addAllNode(withoutNodeOrder(function.getNodeList())));
        }
        return changed.build();
    }

    private static GraphProto withoutNodeOrder(GraphProto graph) {
        return graph.toBuilder()
                .clearNode()
                .addAllNode(withoutNodeOrder(graph.getNodeList()))
                .build();
    }

    private static List<NodeProto> withoutNodeOrder(List<NodeProto> nodes) {
        return nodes.stream()
                .map(Protos::withoutNodeOrder)
                .sorted(Comparator.comparing(node -> node.toByteString().asReadOnlyByteBuffer()))
                .toList();
    }

    private static NodeProto withoutNodeOrder(NodeProto node) {
        NodeProto.Builder changed = node.toBuilder();
        for (AttributeProto.Builder attribute : changed.getAttributeBuilderList()) {
            if (attribute.hasG()) {
                attribute.setG(withoutNodeOrder(attribute.getG()));
            }
            for (int i = 0; i < attribute.getGraphsCount(); i++) {
                attribute.setGraphs(i, withoutNodeOrder(attribute.getGraphs(i)));
            }
        }
        return changed.build();
    }
}
