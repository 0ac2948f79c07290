package dev.octet.format;

import dev.octet.graph.Attribute;
import dev.octet.graph.Node;
import dev.octet.onnx.AttributeProto;
import dev.octet.onnx.NodeProto;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.WeakHashMap;

/**
 * Writes nodes.
 *
 * <p>On the way to its quantized form a model is written half a dozen times, for ONNX Runtime to look at and at last to
 * a file, and most of its nodes stay the same. Nodes never change, so their messages are kept as long as they are.
 */
final class NodeWriter {
    private static final Map<Node, NodeProto> WRITTEN = Collections.synchronizedMap(new WeakHashMap<>());

    private final AttributeWriter attributes;

    NodeWriter(AttributeWriter attributes) {
        this.attributes = attributes;
    }

    List<NodeProto> messages(List<Node> nodes) {
        return nodes.stream().map(this::message).toList();
    }

    private NodeProto message(Node node) {
        if (holdsTensors(node)) {
            // Where tensors go is another question for each writing.
            return written(node);
        }
        return WRITTEN.computeIfAbsent(node, this::written);
    }

    private static boolean holdsTensors(Node node) {
        for (Attribute attribute : node.attributes().values()) {
            if (attribute instanceof Attribute.TensorValue
                    || attribute instanceof Attribute.GraphValue
                    || attribute instanceof Attribute.Graphs
                    || attribute instanceof Attribute.Opaque) {
                return true;
            }
        }
        return false;
    }

    private NodeProto written(Node node) {
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
