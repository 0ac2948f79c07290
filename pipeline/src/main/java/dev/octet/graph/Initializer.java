package dev.octet.graph;

import dev.octet.tensor.Tensor;

/**
 * A named tensor stored in a graph.
 *
 * @param name the value it defines
 * @param tensor its content
 * @param origin what else the file said
 */
public record Initializer(String name, Tensor tensor, Origin origin) {
    /** An initializer that no file gave us. */
    public static Initializer of(String name, Tensor tensor) {
        return new Initializer(name, tensor, Origin.NONE);
    }

    /** The same initializer under another name. */
    public Initializer named(String other) {
        return new Initializer(other, tensor, origin);
    }

    /** As {@code W = float[8,3,3,3]}. */
    @Override
    public String toString() {
        return name + " = " + tensor;
    }
}
