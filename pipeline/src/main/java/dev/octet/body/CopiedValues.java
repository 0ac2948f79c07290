package dev.octet.body;

import dev.octet.graph.Model;
import dev.octet.graph.Names;
import dev.octet.graph.Node;
import dev.octet.graph.Value;
import dev.octet.graph.ValueType;
import dev.octet.prepare.simplify.RemoveDeadNodes;
import dev.octet.rewrite.Trace;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A model that computes chosen values and nothing else. Each is an output as a copy, for an input or a constant of a
 * model cannot be its output as well.
 *
 * @param model the model
 * @param values the value by the name of its copy
 */
record CopiedValues(Model model, Map<String, String> values) {
    CopiedValues {
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }

    /** @param alsoComputed values that are outputs under their own names */
    static CopiedValues of(Model model, Collection<String> wanted, Collection<String> alsoComputed) {
        Names names = Names.of(model);
        Map<String, String> values = new LinkedHashMap<>();
        List<Node> nodes = new ArrayList<>(model.graph().nodes());
        for (String value : new LinkedHashSet<>(wanted)) {
            String copy = names.fresh(value + "_copy");
            values.put(copy, value);
            nodes.add(Node.of(copy, "Identity", List.of(value), List.of(copy), Map.of()));
        }
        List<Value> outputs = Stream.concat(values.keySet().stream(), alsoComputed.stream())
                .distinct()
                .map(name -> Value.of(name, ValueType.UNDECLARED))
                .toList();
        Model exposing = model.withGraph(
                model.graph().toBuilder().nodes(nodes).outputs(outputs).build());
        return new CopiedValues(new RemoveDeadNodes().apply(exposing, new Trace()), values);
    }
}
