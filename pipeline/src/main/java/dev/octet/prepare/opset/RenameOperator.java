package dev.octet.prepare.opset;

import dev.octet.graph.Node;
import dev.octet.graph.Operator;

/** Writes a node as another operator that does the same with the same inputs and attributes. */
record RenameOperator(String type) implements Adapter {
    @Override
    public Adaptation adapt(Node node, Surroundings surroundings) {
        return Adaptation.to(node.withOperator(new Operator(Operator.ONNX, type)));
    }
}
