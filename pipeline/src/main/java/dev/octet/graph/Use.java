package dev.octet.graph;

/**
 * One place where a value is read.
 *
 * @param node the reader
 * @param slot the reader's input slot, or {@link #CAPTURE} where a subgraph of the reader reads the value
 */
public record Use(Node node, int slot) {
    /** The slot of a use from within a subgraph. */
    public static final int CAPTURE = -1;
}
