package dev.octet.dynamic;

import dev.octet.graph.Node;
import dev.octet.rewrite.Condition;
import dev.octet.rewrite.Rule;
import dev.octet.rewrite.Scope;
import java.util.List;

/** A rule for products with a constant matrix. */
interface ProductRule extends Rule<WeightedNode> {
    /** What has to hold whatever the elements of the matrix are. */
    List<Condition<WeightedNode>> form();

    /** Whether a node is a product that has an integer form. */
    default boolean fits(Scope scope, Node node) {
        return match(scope, node)
                .filter(found ->
                        form().stream().allMatch(condition -> condition.holds().test(found)))
                .isPresent();
    }
}
