package dev.octet.testing;

import dev.octet.graph.Model;
import dev.octet.rewrite.Pass;
import dev.octet.rewrite.Trace;
import dev.octet.tensor.Tensor;

/**
 * Says what a pass does to a model, and proves that it does not change what the model computes.
 *
 * <p>See {@link RewriteAssert} for what the expected text may leave out and what is always checked. Immutable: each
 * {@code with} and {@code on} returns another.
 */
public final class PassAssert {
    private final Pass pass;
    private final RewriteAssert rewrite;

    private PassAssert(Pass pass, RewriteAssert rewrite) {
        this.pass = pass;
        this.rewrite = rewrite;
    }

    /** Starts with a pass. */
    public static PassAssert assertThatPass(Pass pass) {
        return new PassAssert(pass, RewriteAssert.DEFAULTS);
    }

    /** The model to apply the pass to, in the form of {@link GraphText}. */
    public PassAssert on(String text) {
        return on(GraphText.parse(text));
    }

    /** The model to apply the pass to. */
    public PassAssert on(Model model) {
        return new PassAssert(pass, rewrite.on(model));
    }

    /** The largest difference allowed, relative to the largest result; 1e-5 where it is not given. */
    public PassAssert withTolerance(double relative) {
        return new PassAssert(pass, rewrite.withTolerance(relative));
    }

    /** An input to run with, in place of random ones. */
    public PassAssert withInput(String name, Tensor tensor) {
        return new PassAssert(pass, rewrite.withInput(name, tensor));
    }

    /** The pass changes the model into this one, which computes the same. Returns the changed model. */
    public Model becomes(String expected) {
        Model after = pass.apply(rewrite.before(), new Trace());
        rewrite.becomes(after, expected);
        return after;
    }

    /** The pass returns a sound model that computes the same, whatever it looks like. Returns the changed model. */
    public Model keepsMeaning() {
        Model after = pass.apply(rewrite.before(), new Trace());
        rewrite.keepsMeaning(after);
        return after;
    }

    /** The pass finds nothing to do and returns the very same model. */
    public void leavesUnchanged() {
        rewrite.isUnchanged(pass.apply(rewrite.before(), new Trace()));
    }
}
