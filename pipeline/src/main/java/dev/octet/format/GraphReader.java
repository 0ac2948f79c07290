package dev.octet.format;

import dev.octet.graph.FunctionBody;
import dev.octet.graph.Graph;
import dev.octet.graph.Initializer;
import dev.octet.graph.Operator;
import dev.octet.onnx.FunctionProto;
import dev.octet.onnx.GraphProto;
import dev.octet.onnx.TensorProto;
import dev.octet.tensor.Tensor;

/** Reads graphs and functions. */
final class GraphReader {
    private final TensorReader tensors;
    private final NodeReader nodes;

    GraphReader(ExternalData external) {
        tensors = new TensorReader(external);
        nodes = new NodeReader(new AttributeReader(this, tensors));
    }

    Graph read(GraphProto message) {
        GraphProto shell = message.toBuilder()
                .clearNode()
                .clearInitializer()
                .clearInput()
                .clearOutput()
                .clearValueInfo()
                .build();
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
                .nodes(nodes.nodes(message.getNodeList()))
                .origin(new MessageOrigin(shell))
                .build();
    }

    private Initializer initializer(TensorProto message) {
        Tensor tensor = tensors.read(message, "Initializer '" + message.getName() + "'");
        return new Initializer(message.getName(), tensor, new TensorOrigin(message, tensor));
    }

    FunctionBody read(FunctionProto message) {
        FunctionProto shell = message.toBuilder().clearNode().build();
        return new FunctionBody(
                new Operator(Domains.canonical(message.getDomain()), message.getName()),
                message.getOverload(),
                message.getInputList(),
                message.getOutputList(),
                nodes.nodes(message.getNodeList()),
                Domains.versions(message.getOpsetImportList()),
                new MessageOrigin(shell));
    }
}
