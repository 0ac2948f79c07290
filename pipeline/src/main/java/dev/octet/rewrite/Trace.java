package dev.octet.rewrite;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Collects what rules did, in order. A refusal is kept once for each rule and node, from the last time that the rule
 * looked there.
 *
 * <p>Not thread-safe.
 */
public final class Trace {
    private final List<TraceEntry> applied = new ArrayList<>();
    private final Map<String, Map<String, TraceEntry>> refused = new LinkedHashMap<>();

    /** A trace of its own that begins with what was noted here. */
    public Trace copy() {
        Trace copy = new Trace();
        copy.applied.addAll(applied);
        refused.forEach((rule, nodes) -> copy.refused.put(rule, new LinkedHashMap<>(nodes)));
        return copy;
    }

    /** Notes that a rule was applied. */
    public void applied(String rule, String node) {
        applied.add(new TraceEntry(rule, node, Optional.empty()));
        Optional.ofNullable(refused.get(rule)).ifPresent(nodes -> nodes.remove(node));
    }

    /** Notes that a rule matched and a condition did not hold. */
    public void refused(String rule, String node, String reason) {
        refused.computeIfAbsent(rule, first -> new LinkedHashMap<>())
                .put(node, new TraceEntry(rule, node, Optional.of(reason)));
    }

    /** Forgets where a rule was refused, because it is about to look at every node again. */
    public void forgetRefusals(String rule) {
        refused.remove(rule);
    }

    /** Everything noted: what was applied in order, then what was refused, rule by rule. */
    public List<TraceEntry> entries() {
        List<TraceEntry> entries = new ArrayList<>(applied);
        refused.values().forEach(nodes -> entries.addAll(nodes.values()));
        return entries;
    }

    /** How often each rule was applied, in order of first application. */
    public Map<String, Integer> appliedCounts() {
        Map<String, Integer> counts = new LinkedHashMap<>();
        applied.forEach(entry -> counts.merge(entry.rule(), 1, Integer::sum));
        return counts;
    }
}
