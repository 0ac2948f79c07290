package dev.octet.place;

import dev.octet.graph.Graph;
import dev.octet.graph.Node;
import dev.octet.place.OperatorRule.Role;
import java.util.List;
import java.util.Optional;

/**
 * Finds the input of an addition that goes around a convolution or matrix product.
 *
 * <p>The product and the addition behind it are run as one, which reads what goes around it as integers and keeps its
 * own sum as it is: a quantizer between the two would part them. Where two products meet, the one that comes first goes
 * around.
 */
final class Residual {
    private final Graph graph;

    Residual(Graph graph) {
        this.graph = graph;
    }

    /** The slot of that input, out of the slots that could read quantized values. */
    Optional<Integer> slot(Node addition, List<Integer> slots) {
        if (slots.size() != 2) {
            return Optional.empty();
        }
        Optional<Integer> main = slots.stream()
                .filter(slot -> isProduct(addition.inputs().get(slot)))
                .reduce((one, other) -> position(addition, one) > position(addition, other) ? one : other);
        return main.map(found -> slots.get(0).equals(found) ? slots.get(1) : slots.get(0));
    }

    private boolean isProduct(String value) {
        return graph.uses().only(value).isPresent()
                && graph.uses()
                        .producer(value)
                        .flatMap(node -> OperatorTable.find(node.operator()))
                        .filter(rule -> rule.role() == Role.CONVOLUTION || rule.role() == Role.MATRIX_PRODUCT)
                        .isPresent();
    }

    private int position(Node addition, int slot) {
        return graph.uses()
                .producer(addition.inputs().get(slot))
                .map(graph.nodes()::indexOf)
                .orElse(-1);
    }
}
