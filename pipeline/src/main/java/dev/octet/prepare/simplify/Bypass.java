package dev.octet.prepare.simplify;

import dev.octet.graph.Node;
import dev.octet.rewrite.Condition;
import dev.octet.rewrite.Edit;
import dev.octet.rewrite.Scope;
import java.util.List;
import java.util.Optional;

/**
 * A node whose first output always equals one of its inputs.
 *
 * @param node does nothing
 * @param source the input that the output equals
 */
record Bypass(Scope scope, Node node, String source) {
    /** What has to hold for the node to go. */
    static final List<Condition<Bypass>> CONDITIONS = List.of(
            new Condition<>(
                    "the result is no graph output, or a node computes its source",
                    match -> match.scope().canReplace(match.node().output(), match.source())),
            // ONNX forbids a subgraph to reuse an outer name, but runtimes accept it.
            new Condition<>(
                    "no subgraph that reads the result has another value of the source's name",
                    match -> !match.scope().isHidden(match.node().output(), match.source())));

    /** The node, matched because it does nothing to the input in a slot. */
    static Optional<Bypass> of(Scope scope, Node node, int slot) {
        return node.output(0).flatMap(output -> node.input(slot)).map(source -> new Bypass(scope, node, source));
    }

    /** Makes every reader of the output read the source. */
    Edit edit() {
        return Edit.remove(node).redirect(node.output(), source);
    }
}
