package dev.octet.weightonly;

import dev.octet.affine.block.Lines;
import dev.octet.graph.Initializer;
import dev.octet.graph.Model;
import dev.octet.graph.Names;
import dev.octet.graph.Node;
import dev.octet.rewrite.Edit;
import dev.octet.rewrite.GraphEditor;
import dev.octet.tensor.Tensor;
import java.util.List;

/**
 * A product whose weight is to be quantized.
 *
 * @param node the node as it is written again: with its weight in slot 1 as {@code [K, N]}
 * @param lines the N lines of K elements
 */
record Product(Node node, Lines lines) {
    /**
     * A model with this product on another matrix.
     *
     * @param names the names of the model, to find one for the matrix
     * @param matrix {@code [K, N]}
     */
    Model on(Tensor matrix, Model model, Names names) {
        String name = names.fresh(node.inputs().get(1) + "_meant");
        Node before = model.graph().uses().producer(node.output()).orElseThrow();
        Edit edit = Edit.remove(before).add(Initializer.of(name, matrix)).add(node.withInput(1, name));
        return model.withGraph(new GraphEditor(model.graph()).apply(List.of(edit)));
    }
}
