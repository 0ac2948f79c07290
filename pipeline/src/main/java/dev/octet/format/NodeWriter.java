package dev.octet.format;

import dev.octet.graph.Node;
import dev.octet.onnx.AttributeProto;
import dev.octet.onnx.NodeProto;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Writes nodes. */
final class NodeWriter {
    private final AttributeWriter attributes;

    NodeWriter(AttributeWriter attributes) {
        this.attributes = attributes;
    }

    List<NodeProto> messages(List<Node> nodes) {
        return nodes.stream().map(this::message).toList();
    }

    private NodeProto message(Node node) {
        NodeProto original = MessageOrigin.of(node.origin(), NodeProto.getDefaultInstance());
        NodeProto.Builder message = original.toBuilder();
        if (!original.getName().equals(node.name())) {
            message.setName(node.name());
        }
        if (!original.getOpType().equals(node.operator().type())) {
            message.setOpType(node.operator().type());
        }
        if (!Domains.canonical(original.getDomain()).equals(node.operator().domain())) {
            message.setDomain(node.operator().domain());
        }
        if (!original.getInputList().equals(node.inputs())) {
            message.clearInput().addAllInput(node.inputs());
        }
        if (!original.getOutputList().equals(node.outputs())) {
            message.clearOutput().addAllOutput(node.outputs());
        }
        writeAttributes(message, node, original);
        return message.build();
    }

    private void writeAttributes(NodeProto.Builder message, Node node, NodeProto original) {
        Map<String, AttributeProto> originals = new HashMap<>();
        original.getAttributeList().forEach(attribute -> originals.put(attribute.getName(), attribute));
        message.clearAttribute();
        node.attributes()
                .forEach((name, attribute) -> message.addAttribute(attributes.write(
                        name, attribute, originals.getOrDefault(name, AttributeProto.getDefaultInstance()))));
    }
}
