package dev.octet.weightonly;

import dev.octet.graph.Node;
import dev.octet.rewrite.Rule;
import dev.octet.rewrite.Scope;
import java.util.Optional;

/** A rule for an operator that multiplies with a matrix. */
interface ProductRule extends Rule<WeightedNode> {
    /** The product of a match that meets all conditions. */
    Product product(WeightedNode match);

    /** The product that a node is, if the rule would quantize it. */
    default Optional<Product> product(Scope scope, Node node) {
        return match(scope, node)
                .filter(found -> conditions().stream()
                        .allMatch(condition -> condition.holds().test(found)))
                .map(this::product);
    }
}
