package dev.octet.rewrite;

import dev.octet.graph.Node;
import java.util.List;
import java.util.Optional;

/**
 * A rewrite of a small pattern of nodes. Stateless.
 *
 * <p>{@link #match} recognizes the shape alone, {@link #conditions} say when the rewrite is right, {@link #rewrite}
 * only computes.
 *
 * @param <M> what a match captures: the nodes and tensors that conditions and rewrite need
 */
public interface Rule<M> {
    /** The name in reports: the class name. */
    default String name() {
        return getClass().getSimpleName();
    }

    /**
     * The match rooted at a node: the last node of the pattern, the one whose result the rewrite replaces.
     *
     * @return empty where the shape is not there; that leaves no trace
     */
    Optional<M> match(Scope scope, Node root);

    /** What has to hold, checked in order; the first that does not is the reason for refusal. */
    List<Condition<M>> conditions();

    /** The edit, for a match that meets all conditions. */
    Edit rewrite(Scope scope, M match);
}
