package dev.octet.calibrate;

import dev.octet.graph.Graph;
import dev.octet.graph.Node;
import dev.octet.graph.Operator;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Wanted values that hold the elements of other wanted values in another order, so that they need not be looked at:
 * statistics know no order and merge exactly. In SqueezeNet the outputs of Concat are a third of all that is observed.
 *
 * @param parts by rearranged value the values whose elements it holds, one as often as its elements occur
 */
record RearrangedValues(Map<String, List<String>> parts) {
    /** Operators whose first input's elements are those of the output. */
    private static final Set<String> REORDERING = Set.of(
            "Reshape", "Flatten", "Squeeze", "Unsqueeze", "Transpose", "Identity", "DepthToSpace", "SpaceToDepth");

    /** Looks at everything. */
    static final RearrangedValues NONE = new RearrangedValues(Map.of());

    /** Those among wanted values that nodes compute or samples give. */
    static RearrangedValues among(Graph graph, Set<String> wanted) {
        Map<String, List<String>> known = new LinkedHashMap<>();
        Map<String, List<String>> rearranged = new LinkedHashMap<>();
        graph.requiredInputs().stream()
                .map(input -> input.name())
                .filter(wanted::contains)
                .forEach(name -> known.put(name, List.of(name)));
        for (Node node : graph.nodes()) {
            Optional<List<String>> parts = parts(node, known);
            parts.ifPresent(found -> known.put(node.outputs().get(0), found));
            for (String output : node.outputs()) {
                if (parts.isPresent() && wanted.contains(output)) {
                    rearranged.put(output, parts.get());
                } else if (wanted.contains(output)) {
                    known.put(output, List.of(output));
                }
            }
        }
        return new RearrangedValues(Collections.unmodifiableMap(rearranged));
    }

    private static Optional<List<String>> parts(Node node, Map<String, List<String>> known) {
        List<String> inputs = sources(node);
        if (inputs.isEmpty() || !known.keySet().containsAll(inputs)) {
            return Optional.empty();
        }
        List<String> parts = new ArrayList<>();
        inputs.forEach(input -> parts.addAll(known.getOrDefault(input, List.of())));
        return Optional.of(List.copyOf(parts));
    }

    private static List<String> sources(Node node) {
        if (!node.operator().domain().equals(Operator.ONNX)) {
            return List.of();
        }
        if (node.operator().is("Concat")) {
            return node.inputs();
        }
        return REORDERING.contains(node.operator().type()) ? node.inputs().subList(0, 1) : List.of();
    }

    /** Wanted values that have to be looked at. */
    Set<String> rest(Set<String> wanted) {
        Set<String> rest = new LinkedHashSet<>(wanted);
        rest.removeAll(parts.keySet());
        return rest;
    }
}
