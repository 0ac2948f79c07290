package dev.octet.rewrite;

import dev.octet.graph.Node;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;

/**
 * A list of integers that an operator takes as an attribute in older operator sets and as an input in newer ones.
 *
 * @param attribute its name where it is an attribute
 * @param slot its input slot where it is an input
 */
public record IntsArgument(String attribute, int slot) {
    /** Whether a node has the argument, in either form. */
    public boolean isGiven(Node node) {
        return node.attribute(attribute).isPresent() || node.input(slot).isPresent();
    }

    /** The argument, empty where it is left out or computed. */
    public Optional<List<Long>> read(Scope scope, Node node) {
        return node.intsAttribute(attribute)
                .or(() -> scope.constantInput(node, slot)
                        .filter(tensor -> tensor.type().isInteger())
                        .map(tensor -> LongStream.of(tensor.toLongs()).boxed().toList()));
    }
}
