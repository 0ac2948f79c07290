package dev.octet.prepare.opset;

import dev.octet.graph.Node;

/**
 * Writes a node of one version of its operator as nodes of the next version, with the same outputs. Stateless.
 *
 * <p>An attribute that a function's parameter stands for never gets here: such a node is refused before.
 */
@FunctionalInterface
interface Adapter {
    /** The nodes in topological order, or the reason why there are none. */
    Adaptation adapt(Node node, Surroundings surroundings);
}
