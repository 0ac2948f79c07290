package dev.octet.float16;

import dev.octet.graph.Operator;
import java.util.Optional;

/**
 * What became of a node that reads or makes floats.
 *
 * @param node the node, as shown to people
 * @param operator its operator
 * @param kept why it stayed float32, or empty where it computes in float16
 */
public record Float16Node(String node, Operator operator, Optional<String> kept) {
    /** Whether it computes in float16. */
    public boolean converted() {
        return kept.isEmpty();
    }
}
