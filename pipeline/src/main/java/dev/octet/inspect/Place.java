package dev.octet.inspect;

/** Where in a model a node stands. */
public enum Place {
    /** In the main graph. */
    GRAPH,
    /** In a body of If, Loop, Scan or the like, at any depth. */
    SUBGRAPH,
    /** In the body of a function of the model, or in a subgraph there. */
    FUNCTION
}
