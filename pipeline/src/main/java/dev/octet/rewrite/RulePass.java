package dev.octet.rewrite;

import dev.octet.error.Kind;
import dev.octet.error.OctetException;
import dev.octet.graph.Graph;
import dev.octet.graph.Model;
import dev.octet.graph.Names;
import dev.octet.graph.ValueType;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Applies rules to the main graph until none applies any more.
 *
 * <p>Within a sweep each rule sees one immutable graph; edits that would touch a node already edited wait for the next
 * sweep.
 */
public final class RulePass implements Pass {
    /** Far above what any set of sound rules needs; reached only by rules that undo each other. */
    private static final int SWEEP_LIMIT = 1000;

    private final List<Rule<?>> rules;
    private final TypeSource typeSource;

    /** A pass over these rules, tried in order; they learn no types. */
    public RulePass(List<? extends Rule<?>> rules) {
        this(rules, TypeSource.NONE);
    }

    /** A pass over these rules, tried in order. */
    public RulePass(List<? extends Rule<?>> rules, TypeSource typeSource) {
        this.rules = List.copyOf(rules);
        this.typeSource = typeSource;
    }

    @Override
    public Model apply(Model model, Trace trace) {
        Supplier<Map<String, ValueType>> types = new TypesOnce(typeSource, model);
        // Of the model as it is now: a name that vanishes during the pass keeps its type, so it must not come back as
        // another value.
        Names names = Names.of(model);
        Graph graph = model.graph();
        boolean changed = true;
        for (int sweep = 0; changed; sweep++) {
            changed = false;
            for (Rule<?> rule : rules) {
                Graph swept = new RuleSweep<>(rule, new Scope(graph, model.opsetImports(), names, types), trace).run();
                changed |= swept != graph;
                graph = swept;
            }
            if (sweep == SWEEP_LIMIT) {
                throw new OctetException(
                        Kind.INTERNAL,
                        "The rules %s do not come to an end"
                                .formatted(rules.stream().map(Rule::name).toList()));
            }
        }
        return model.withGraph(graph);
    }
}
