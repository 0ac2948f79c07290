package dev.octet.rewrite;

import dev.octet.graph.Model;

/** One step from model to model. */
@FunctionalInterface
public interface Pass {
    /** The changed model, or the same object where there was nothing to do. */
    Model apply(Model model, Trace trace);

    /** This pass, then another. */
    default Pass then(Pass next) {
        return (model, trace) -> next.apply(apply(model, trace), trace);
    }
}
