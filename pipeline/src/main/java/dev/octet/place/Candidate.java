package dev.octet.place;

import dev.octet.graph.Node;
import dev.octet.place.Fusion.Result;
import dev.octet.place.OperatorRule.Role;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A node that could run on integers.
 *
 * @param node the node
 * @param rule its entry in the operator table
 * @param fusion what the target makes of it
 * @param result what may follow it
 * @param activations input slots that would read quantized values; none where a constant is selected from
 * @param constants input slots that would read quantized constants, with where their parameters come from
 * @param limit the Relu or Clip that is the only reader of the result and would be absorbed
 */
record Candidate(
        Node node,
        OperatorRule rule,
        Fusion fusion,
        Result result,
        List<Integer> activations,
        Map<Integer, Parameters> constants,
        Optional<Node> limit) {
    Candidate {
        activations = List.copyOf(activations);
        constants = Collections.unmodifiableMap(new LinkedHashMap<>(constants));
    }

    /** Whether the node selects elements of a constant: a table of embeddings. */
    boolean isLookup() {
        return activations.isEmpty();
    }

    /** Whether quantizing the node makes a constant smaller. */
    boolean hasWeights() {
        return isLookup() || rule.role() == Role.CONVOLUTION || rule.role() == Role.MATRIX_PRODUCT;
    }

    /** The values behind which quantizers would stand. */
    List<String> results() {
        return limit.map(Node::outputs).orElse(node.outputs()).stream()
                .filter(output -> !output.isEmpty())
                .toList();
    }

    /** The slot of an output of the node itself. */
    Spec resultSpec(String value) {
        return limit.isPresent() ? rule.output(0) : rule.output(node.outputs().indexOf(value));
    }
}
