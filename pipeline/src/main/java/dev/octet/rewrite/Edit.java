package dev.octet.rewrite;

import dev.octet.graph.Initializer;
import dev.octet.graph.Node;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A change to a graph: nodes to take out, nodes and initializers to put in, and values to read in place of others.
 *
 * <p>Where the new nodes stand is not said: the engine finds their place. Initializers that nothing reads any more are
 * dropped by the engine. Graph outputs keep their names: where a redirected value is a graph output, its replacement
 * takes its name.
 *
 * @param removed nodes to take out
 * @param added nodes to put in
 * @param initializers initializers to put in, under new names
 * @param redirected value to value: every read of the key becomes a read of the value, subgraphs included
 */
public record Edit(
        List<Node> removed, List<Node> added, List<Initializer> initializers, Map<String, String> redirected) {
    /** An edit that changes nothing. */
    public static final Edit NOTHING = new Edit(List.of(), List.of(), List.of(), Map.of());

    /** Copies the collections. */
    public Edit {
        removed = List.copyOf(removed);
        added = List.copyOf(added);
        initializers = List.copyOf(initializers);
        redirected = Collections.unmodifiableMap(new LinkedHashMap<>(redirected));
    }

    /** An edit that takes nodes out. */
    public static Edit remove(Node... nodes) {
        return new Edit(List.of(nodes), List.of(), List.of(), Map.of());
    }

    /** This edit, putting in nodes too. */
    public Edit add(Node... nodes) {
        return new Edit(removed, joined(added, List.of(nodes)), initializers, redirected);
    }

    /** This edit, putting in an initializer too. */
    public Edit add(Initializer initializer) {
        return new Edit(removed, added, joined(initializers, List.of(initializer)), redirected);
    }

    /** This edit, making every reader of one value read another. */
    public Edit redirect(String from, String to) {
        Map<String, String> changed = new LinkedHashMap<>(redirected);
        changed.put(from, to);
        return new Edit(removed, added, initializers, changed);
    }

    /** This edit and another one. */
    public Edit and(Edit other) {
        Map<String, String> both = new LinkedHashMap<>(redirected);
        both.putAll(other.redirected);
        return new Edit(
                joined(removed, other.removed),
                joined(added, other.added),
                joined(initializers, other.initializers),
                both);
    }

    private static <T> List<T> joined(List<T> first, List<T> second) {
        List<T> both = new ArrayList<>(first);
        both.addAll(second);
        return both;
    }
}
