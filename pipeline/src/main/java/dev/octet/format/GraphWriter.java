package dev.octet.format;

import dev.octet.graph.FunctionBody;
import dev.octet.graph.Graph;
import dev.octet.graph.Initializer;
import dev.octet.onnx.FunctionProto;
import dev.octet.onnx.GraphProto;
import dev.octet.onnx.SparseTensorProto;

/** Writes graphs and functions. */
final class GraphWriter {
    private final TensorWriter tensors;
    private final NodeWriter nodes;

    GraphWriter(Placement placement, DetachedData detached) {
        tensors = new TensorWriter(placement, detached);
        nodes = new NodeWriter(new AttributeWriter(this, tensors));
    }

    GraphProto write(Graph graph) {
        GraphProto original = MessageOrigin.of(graph.origin(), GraphProto.getDefaultInstance());
        GraphProto.Builder message = original.toBuilder().clearSparseInitializer();
        if (!original.getName().equals(graph.name())) {
            message.setName(graph.name());
        }
        for (SparseTensorProto sparse : original.getSparseInitializerList()) {
            if (graph.sparseInitializers().contains(sparse.getValues().getName())) {
                message.addSparseInitializer(sparse);
            }
        }
        for (Initializer initializer : graph.initializers().values()) {
            message.addInitializer(tensors.write(initializer.name(), initializer.tensor(), initializer.origin()));
        }
        return message.addAllInput(ValueWriter.messages(graph.inputs()))
                .addAllOutput(ValueWriter.messages(graph.outputs()))
                .addAllValueInfo(ValueWriter.messages(graph.valueInfo().values()))
                .addAllNode(nodes.messages(graph.nodes()))
                .build();
    }

    FunctionProto write(FunctionBody function) {
        FunctionProto original = MessageOrigin.of(function.origin(), FunctionProto.getDefaultInstance());
        FunctionProto.Builder message = original.toBuilder();
        if (!original.getName().equals(function.operator().type())) {
            message.setName(function.operator().type());
        }
        if (!Domains.canonical(original.getDomain()).equals(function.operator().domain())) {
            message.setDomain(function.operator().domain());
        }
        if (!original.getOverload().equals(function.overload())) {
            message.setOverload(function.overload());
        }
        if (!original.getInputList().equals(function.inputs())) {
            message.clearInput().addAllInput(function.inputs());
        }
        if (!original.getOutputList().equals(function.outputs())) {
            message.clearOutput().addAllOutput(function.outputs());
        }
        return message.clearOpsetImport()
                .addAllOpsetImport(Domains.imports(function.opsetImports(), original.getOpsetImportList()))
                .addAllNode(nodes.messages(function.nodes()))
                .build();
    }
}
