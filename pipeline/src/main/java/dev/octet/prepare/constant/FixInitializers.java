package dev.octet.prepare.constant;

import dev.octet.graph.Graph;
import dev.octet.graph.Model;
import dev.octet.graph.Value;
import dev.octet.rewrite.Pass;
import dev.octet.rewrite.Trace;
import java.util.List;

/**
 * Takes initializers off the list of inputs, so that they are constants.
 *
 * <pre>{@code
 * f(x, W = ...)   ->   f(x); W = ...
 * }</pre>
 *
 * <p>Below IR version 4 every initializer has to be listed as an input and no runtime lets a caller override it; the
 * model becomes one of version 4, the first that needs no such list. From version 4 on the list says which initializers
 * a caller may override, so taking one off is for the owner of the model to decide.
 *
 * <p>Source: ONNX IR specification, versions 3 and 4.
 */
public final class FixInitializers implements Pass {
    private static final String NAME = "FixInitializers";

    /** The first IR version in which an initializer need not be an input. */
    private static final long FREE_INITIALIZERS = 4;

    private final boolean alsoOverridable;

    /**
     * The pass.
     *
     * @param alsoOverridable whether to take off initializers that a caller may override too
     */
    public FixInitializers(boolean alsoOverridable) {
        this.alsoOverridable = alsoOverridable;
    }

    /** The initializers that a caller of the model may override; below IR version 4 there are none. */
    public static List<Value> overridable(Model model) {
        Graph graph = model.graph();
        return graph.inputs().stream()
                .filter(input -> model.irVersion() >= FREE_INITIALIZERS
                        && graph.initializers().containsKey(input.name()))
                .toList();
    }

    @Override
    public Model apply(Model model, Trace trace) {
        Graph graph = model.graph();
        boolean isOld = model.irVersion() < FREE_INITIALIZERS;
        List<Value> required = graph.requiredInputs();
        if (required.size() == graph.inputs().size() || !(isOld || alsoOverridable)) {
            return model;
        }
        int fixed = graph.inputs().size() - required.size();
        trace.applied(NAME, fixed + " initializers");
        Model changed = model.withGraph(graph.toBuilder().inputs(required).build());
        return isOld ? changed.withIrVersion(FREE_INITIALIZERS) : changed;
    }
}
