package dev.octet.format;

import dev.octet.error.OctetException;
import dev.octet.graph.Attribute;
import dev.octet.graph.Node;
import dev.octet.graph.Operator;
import dev.octet.onnx.AttributeProto;
import dev.octet.onnx.NodeProto;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads nodes. */
final class NodeReader {
    private final AttributeReader attributes;

    NodeReader(AttributeReader attributes) {
        this.attributes = attributes;
    }

    List<Node> nodes(List<NodeProto> messages) {
        return messages.stream().map(this::node).toList();
    }

    private Node node(NodeProto message) {
        Operator operator = new Operator(Domains.canonical(message.getDomain()), message.getOpType());
        return new Node(
                message.getName(),
                operator,
                message.getInputList(),
                message.getOutputList(),
                attributes(message, operator),
                new MessageOrigin(shell(message)));
    }

    private Map<String, Attribute> attributes(NodeProto message, Operator operator) {
        return attributes(message.getAttributeList(), "Node '%s' (%s)".formatted(label(message), operator));
    }

    /** Attributes by name; {@code owner} is who has them, for errors. */
    Map<String, Attribute> attributes(List<AttributeProto> messages, String owner) {
        Map<String, Attribute> read = new LinkedHashMap<>();
        for (AttributeProto attribute : messages) {
            if (read.put(attribute.getName(), attributes.read(attribute, owner)) != null) {
                throw OctetException.invalidModel(
                        "%s: expected each attribute once, got '%s' twice".formatted(owner, attribute.getName()));
            }
        }
        return read;
    }

    private static String label(NodeProto message) {
        return message.getName().isEmpty() && message.getOutputCount() > 0
                ? "-> " + message.getOutput(0)
                : message.getName();
    }

    /** The message without tensors and graphs, which have origins of their own. */
    private static NodeProto shell(NodeProto message) {
        NodeProto.Builder shell = message.toBuilder().clearAttribute();
        for (AttributeProto attribute : message.getAttributeList()) {
            boolean isHeavy = attribute.hasT() || attribute.hasG() || attribute.getGraphsCount() > 0;
            shell.addAttribute(
                    isHeavy
                            ? attribute.toBuilder()
                                    .clearT()
                                    .clearG()
                                    .clearGraphs()
                                    .build()
                            : attribute);
        }
        return shell.build();
    }
}
