package dev.octet.rewrite;

import dev.octet.graph.Graph;
import dev.octet.graph.Node;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** One walk of one rule over one graph. */
final class RuleSweep<M> {
    private final Rule<M> rule;
    private final Scope scope;
    private final Trace trace;
    private final Set<Node> touched = Collections.newSetFromMap(new IdentityHashMap<>());
    private final List<Edit> edits = new ArrayList<>();

    RuleSweep(Rule<M> rule, Scope scope, Trace trace) {
        this.rule = rule;
        this.scope = scope;
        this.trace = trace;
    }

    /** The graph after the sweep; the same object where the rule applied nowhere. */
    Graph run() {
        trace.forgetRefusals(rule.name());
        for (Node root : scope.graph().nodes()) {
            if (!touched.contains(root)) {
                rule.match(scope, root).ifPresent(match -> consider(root, match));
            }
        }
        Graph graph = scope.graph();
        return edits.isEmpty() ? graph : new GraphEditor(graph).apply(edits);
    }

    private void consider(Node root, M match) {
        Optional<Condition<M>> failed = rule.conditions().stream()
                .filter(condition -> !condition.holds().test(match))
                .findFirst();
        if (failed.isPresent()) {
            trace.refused(rule.name(), root.label(), failed.get().name());
            return;
        }
        Edit edit = rule.rewrite(scope, match);
        if (edit.removed().stream().anyMatch(touched::contains)) {
            return;
        }
        touch(edit);
        edits.add(edit);
        trace.applied(rule.name(), root.label());
    }

    /** What an edit removes and whoever reads what it redirects must be seen anew before it is matched again. */
    private void touch(Edit edit) {
        touched.addAll(edit.removed());
        for (Node node : edit.removed()) {
            node.outputs().forEach(output -> scope.graph().uses().of(output).forEach(use -> touched.add(use.node())));
            node.inputs().forEach(input -> scope.graph().uses().producer(input).ifPresent(touched::add));
        }
    }
}
