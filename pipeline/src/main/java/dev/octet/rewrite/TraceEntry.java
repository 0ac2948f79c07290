package dev.octet.rewrite;

import java.util.Optional;

/**
 * One thing a rule did or declined to do.
 *
 * @param rule name of the rule
 * @param node the node it was rooted at, as shown to people
 * @param refusal the condition that did not hold, or empty where the rule was applied
 */
public record TraceEntry(String rule, String node, Optional<String> refusal) {
    /** The same about a node that people know by more: where its graph is. */
    public TraceEntry at(String place) {
        return new TraceEntry(rule, node + place, refusal);
    }

    /** Why the rule was not applied, as people read it; empty where it was. */
    public Optional<String> reason() {
        return refusal.map(condition -> "this does not hold: " + condition);
    }

    /** Whether the rule changed the graph. */
    public boolean applied() {
        return refusal.isEmpty();
    }
}
