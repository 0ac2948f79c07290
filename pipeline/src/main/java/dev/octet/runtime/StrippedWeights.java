package dev.octet.runtime;

import dev.octet.graph.Graph;
import dev.octet.graph.Initializer;
import dev.octet.graph.Model;
import dev.octet.graph.Value;
import dev.octet.graph.ValueType;
import java.util.ArrayList;
import java.util.List;

/**
 * A model without its weights: each large initializer becomes an input of the same type and shape. Types and shapes of
 * other values depend only on the elements of small ones, such as axes, shapes, pads and scales.
 */
final class StrippedWeights {
    /** No operator takes a shape, axes, pads or scales as long as this: ranks stay far below. */
    private static final long MAX_ELEMENTS = 1024;

    private StrippedWeights() {}

    static Model of(Model model) {
        Graph graph = model.graph();
        List<Value> inputs = new ArrayList<>(graph.inputs());
        List<Initializer> kept = new ArrayList<>();
        for (Initializer initializer : graph.initializers().values()) {
            if (initializer.tensor().elementCount() <= MAX_ELEMENTS) {
                kept.add(initializer);
            } else if (!graph.uses().isInput(initializer.name())) {
                inputs.add(Value.of(
                        initializer.name(),
                        ValueType.tensor(
                                initializer.tensor().type(),
                                initializer.tensor().shape())));
            }
        }
        return model.withGraph(
                graph.toBuilder().inputs(inputs).initializers(kept).build());
    }
}
