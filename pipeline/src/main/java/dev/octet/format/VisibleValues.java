package dev.octet.format;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** The values that a node may read: those of its graph so far, and those of the graphs around it. */
final class VisibleValues {
    private final Optional<VisibleValues> outer;
    private final Set<String> names = new HashSet<>();

    private VisibleValues(Optional<VisibleValues> outer) {
        this.outer = outer;
    }

    static VisibleValues none() {
        return new VisibleValues(Optional.empty());
    }

    /** A graph within this one. */
    VisibleValues inner() {
        return new VisibleValues(Optional.of(this));
    }

    /** Adds a value; answers whether this graph had none of that name. */
    boolean add(String name) {
        return names.add(name);
    }

    /** Whether this graph itself has the value. */
    boolean isOwn(String name) {
        return names.contains(name);
    }

    boolean contains(String name) {
        return names.contains(name)
                || outer.filter(around -> around.contains(name)).isPresent();
    }
}
