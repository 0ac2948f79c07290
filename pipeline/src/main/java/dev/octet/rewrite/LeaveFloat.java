package dev.octet.rewrite;

import dev.octet.graph.Node;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Changes nothing, but says of each node of some operators with a constant weight why it stays float.
 *
 * @param name the name in reports
 * @param operators types of ONNX's own operators
 * @param weight the slot that they read their weight from
 * @param condition what would have to hold
 */
public record LeaveFloat(String name, Set<String> operators, int weight, String condition) implements Rule<Node> {
    /** Copies the set. */
    public LeaveFloat {
        operators = Set.copyOf(operators);
    }

    @Override
    public Optional<Node> match(Scope scope, Node root) {
        boolean isOne = operators.stream().anyMatch(root::is)
                && scope.constantInput(root, weight).isPresent();
        return isOne ? Optional.of(root) : Optional.empty();
    }

    @Override
    public List<Condition<Node>> conditions() {
        return List.of(new Condition<>(condition, node -> false));
    }

    @Override
    public Edit rewrite(Scope scope, Node match) {
        return Edit.NOTHING;
    }
}
