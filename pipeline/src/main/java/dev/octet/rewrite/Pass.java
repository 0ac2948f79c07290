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

    /**
     * This pass again and again, until it leaves the main graph as it is.
     *
     * @param limit how often at most, for passes that could go on for long
     */
    default Pass repeated(int limit) {
        return (model, trace) -> {
            Model before = model;
            for (int round = 0; round < limit; round++) {
                Model after = apply(before, trace);
                if (after.graph() == before.graph()) {
                    return after;
                }
                before = after;
            }
            return before;
        };
    }
}
