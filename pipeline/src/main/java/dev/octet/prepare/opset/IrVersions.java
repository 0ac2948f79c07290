package dev.octet.prepare.opset;

import dev.octet.graph.Graph;
import dev.octet.graph.Model;
import dev.octet.graph.Value;
import java.util.List;

/** Versions of the ONNX format, as far as the operator set asks for one. */
public final class IrVersions {
    /** The first version in which a caller may override an initializer that is also listed as an input. */
    private static final long OVERRIDABLE = 4;

    private IrVersions() {}

    /**
     * The version that a model has to have at least to import an operator set.
     *
     * <p>Source: the version of the format in the ONNX release that brought the operator set, as listed in the
     * specification's table of versions.
     *
     * @param opset version of ONNX's own operator set, up to {@link OpsetUpgrade#NEWEST}
     */
    public static long minimumFor(long opset) {
        if (opset >= 21) {
            return 10;
        } else if (opset >= 19) {
            return 9;
        } else if (opset >= 15) {
            return 8;
        } else if (opset >= 12) {
            return 7;
        } else {
            return Math.max(3, opset - 5);
        }
    }

    /**
     * The model at a version of the format, or the model itself where it is there or beyond.
     *
     * <p>Version 3 lists every initializer as an input, yet no caller can set it; from version 4 on a listed one can be
     * set. So initializers leave the list when a model comes from version 3: what callers have to give and can give
     * stays the same, and weights stay constants.
     */
    public static Model raise(Model model, long version) {
        if (model.irVersion() >= version) {
            return model;
        }
        boolean becomesOverridable = model.irVersion() < OVERRIDABLE && version >= OVERRIDABLE;
        Graph graph = becomesOverridable ? withoutInitializersAmongInputs(model.graph()) : model.graph();
        return model.withGraph(graph).withIrVersion(version);
    }

    private static Graph withoutInitializersAmongInputs(Graph graph) {
        List<Value> required = graph.requiredInputs();
        return required.size() == graph.inputs().size()
                ? graph
                : graph.toBuilder().inputs(required).build();
    }
}
