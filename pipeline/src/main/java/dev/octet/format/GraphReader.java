package dev.octet.format;

import dev.octet.error.OctetException;
import dev.octet.graph.FunctionBody;
import dev.octet.graph.Graph;
import dev.octet.graph.Initializer;
import dev.octet.graph.Node;
import dev.octet.graph.Operator;
import dev.octet.graph.TopologicalOrder;
import dev.octet.onnx.AttributeProto;
import dev.octet.onnx.FunctionProto;
import dev.octet.onnx.GraphProto;
import dev.octet.onnx.SparseTensorProto;
import dev.octet.onnx.TensorProto;
import java.util.List;
import java.util.stream.Collectors;

/** Reads graphs and functions. */
final class GraphReader {
    private final TensorReader tensors;
    private final EmbeddedTensors embedded;
    private final NodeReader nodes;

    GraphReader(TensorReader tensors, EmbeddedTensors embedded) {
        this.tensors = tensors;
        this.embedded = embedded;
        this.nodes = new NodeReader(new AttributeReader(this, tensors, embedded));
    }

    Graph read(GraphProto message) {
        return Graph.builder(message.getName())
                .inputs(ValueReader.values(message.getInputList()))
                .outputs(ValueReader.values(message.getOutputList()))
                .valueInfo(ValueReader.values(message.getValueInfoList()))
                .initializers(message.getInitializerList().stream()
                        .map(this::initializer)
                        .toList())
                .sparseInitializers(message.getSparseInitializerList().stream()
                        .map(sparse -> sparse.getValues().getName())
                        .toList())
                .nodes(sorted(nodes.nodes(message.getNodeList()), "Graph '%s'".formatted(message.getName())))
                .origin(new MessageOrigin(shell(message)))
                .build();
    }

    private GraphProto shell(GraphProto message) {
        List<SparseTensorProto> sparse = message.getSparseInitializerList().stream()
                .map(initializer -> embedded.embed(initializer, "Sparse initializer"))
                .toList();
        return message.toBuilder()
                .clearNode()
                .clearInitializer()
                .clearInput()
                .clearOutput()
                .clearValueInfo()
                .clearSparseInitializer()
                .addAllSparseInitializer(sparse)
                .build();
    }

    private Initializer initializer(TensorProto message) {
        TensorOrigin read = tensors.readWithOrigin(message, "Initializer '" + message.getName() + "'");
        return new Initializer(message.getName(), read.tensor(), read);
    }

    /** ONNX asks for sorted nodes, yet ONNX Runtime runs others too, and such files exist. */
    private static List<Node> sorted(List<Node> nodes, String where) {
        TopologicalOrder order = TopologicalOrder.of(nodes);
        if (!order.cycle().isEmpty()) {
            String cycle = order.cycle().stream().map(Node::label).collect(Collectors.joining(", "));
            throw OctetException.invalidModel(
                    "%s: expected nodes without a cycle, got %s, of which each waits for the one before it and the first for the last"
                            .formatted(where, cycle));
        }
        return order.sorted();
    }

    FunctionBody read(FunctionProto message) {
        String where = "Function '%s'".formatted(message.getName());
        List<AttributeProto> defaults = message.getAttributeProtoList().stream()
                .map(attribute -> embedded.embed(attribute, where))
                .toList();
        FunctionProto shell = message.toBuilder()
                .clearNode()
                .clearAttributeProto()
                .addAllAttributeProto(defaults)
                .build();
        return new FunctionBody(
                new Operator(Domains.canonical(message.getDomain()), message.getName()),
                message.getOverload(),
                message.getInputList(),
                message.getOutputList(),
                nodes.attributes(message.getAttributeProtoList(), where),
                sorted(nodes.nodes(message.getNodeList()), where),
                Domains.versions(message.getOpsetImportList()),
                new MessageOrigin(shell));
    }
}
