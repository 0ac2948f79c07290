package dev.octet.graph;

/**
 * A named value with its declared type: a graph input, a graph output, or a note about a value in between.
 *
 * @param name the name, unique among all values visible in its graph
 * @param type the declared type
 * @param origin what else the file said
 */
public record Value(String name, ValueType type, Origin origin) {
    /** A value that no file gave us. */
    public static Value of(String name, ValueType type) {
        return new Value(name, type, Origin.NONE);
    }

    /** The same value under another name. */
    public Value named(String other) {
        return new Value(other, type, origin);
    }

    /** As {@code x: float[1,3]}. */
    @Override
    public String toString() {
        return name + ": " + type;
    }
}
