package dev.octet.format;

import dev.octet.format.StreamedMessage.Fields;
import dev.octet.format.StreamedMessage.Raw;
import dev.octet.onnx.AttributeProto;
import dev.octet.onnx.FunctionProto;
import dev.octet.onnx.GraphProto;
import dev.octet.onnx.ModelProto;
import dev.octet.onnx.NodeProto;
import dev.octet.onnx.TensorProto;
import java.util.List;
import java.util.function.Function;

/**
 * Takes messages apart so that detached data can be written at its place, in the order of field numbers.
 *
 * <p>Each type of message on the way to tensors has a method. Protobuf's reflection would need none, but it is slow,
 * and the first use of it takes longer than a small model takes to write.
 */
final class MessageStreamer {
    private final DetachedData detached;

    MessageStreamer(DetachedData detached) {
        this.detached = detached;
    }

    StreamedMessage stream(ModelProto model) {
        return new MessageParts(model)
                .with(ModelProto.GRAPH_FIELD_NUMBER, one(model.hasGraph(), model.getGraph(), this::stream))
                .with(ModelProto.FUNCTIONS_FIELD_NUMBER, all(model.getFunctionsList(), this::stream))
                .among(model.toBuilder().clearGraph().clearFunctions());
    }

    private StreamedMessage stream(FunctionProto function) {
        return new MessageParts(function)
                .with(FunctionProto.NODE_FIELD_NUMBER, all(function.getNodeList(), this::stream))
                .among(function.toBuilder().clearNode());
    }

    private StreamedMessage stream(GraphProto graph) {
        MessageParts parts = new MessageParts(graph)
                .with(GraphProto.INITIALIZER_FIELD_NUMBER, all(graph.getInitializerList(), this::stream));
        GraphProto.Builder others = graph.toBuilder().clearInitializer();
        // In most graphs no attribute holds a tensor or a graph.
        if (graph.getNodeList().stream().noneMatch(MessageStreamer::leadsToTensors)) {
            return parts.among(others);
        }
        return parts.with(GraphProto.NODE_FIELD_NUMBER, all(graph.getNodeList(), this::stream))
                .among(others.clearNode());
    }

    private StreamedMessage stream(NodeProto node) {
        if (!leadsToTensors(node)) {
            return new StreamedMessage(List.of(new Fields(node)));
        }
        return new MessageParts(node)
                .with(NodeProto.ATTRIBUTE_FIELD_NUMBER, all(node.getAttributeList(), this::stream))
                .among(node.toBuilder().clearAttribute());
    }

    private static boolean leadsToTensors(NodeProto node) {
        return node.getAttributeList().stream()
                .anyMatch(attribute -> attribute.hasT() || attribute.hasG() || attribute.getGraphsCount() > 0);
    }

    private StreamedMessage stream(AttributeProto attribute) {
        return new MessageParts(attribute)
                .with(AttributeProto.T_FIELD_NUMBER, one(attribute.hasT(), attribute.getT(), this::stream))
                .with(AttributeProto.G_FIELD_NUMBER, one(attribute.hasG(), attribute.getG(), this::stream))
                .with(AttributeProto.GRAPHS_FIELD_NUMBER, all(attribute.getGraphsList(), this::stream))
                .among(attribute.toBuilder().clearT().clearG().clearGraphs());
    }

    StreamedMessage stream(TensorProto tensor) {
        return detached.of(tensor)
                .map(data -> new MessageParts(tensor).with(new Raw(data)).among(tensor))
                .orElseGet(() -> new StreamedMessage(List.of(new Fields(tensor))));
    }

    private static <M> List<StreamedMessage> one(boolean isThere, M message, Function<M, StreamedMessage> stream) {
        return isThere ? List.of(stream.apply(message)) : List.of();
    }

    private static <M> List<StreamedMessage> all(List<M> messages, Function<M, StreamedMessage> stream) {
        return messages.stream().map(stream).toList();
    }
}
