package dev.octet.prepare.opset;

import dev.octet.graph.Attribute;
import dev.octet.graph.Dimension;
import dev.octet.graph.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Tells a BatchNormalization by attribute whether it trains; before, having further outputs told it.
 *
 * <pre>{@code
 * y = BatchNormalization(x, ...)                            ->   the same
 * y, mean, var, saved, saved = BatchNormalization(x, ...)   ->   y, mean, var = BatchNormalization(x, ...) {training_mode=1}
 * }</pre>
 *
 * <p>Source: BatchNormalization 9 and 14. ONNX Runtime trains, normalizing by the batch's own statistics, whether or
 * not the further outputs are read.
 */
final class BatchNormalizationTraining implements Adapter {
    @Override
    public Adaptation adapt(Node node, Surroundings surroundings) {
        if (mismatches(node, surroundings)) {
            return Adaptation.refused(
                    "it has not one scale for each channel of its input, which is checked from then on");
        }
        if (!trains(node)) {
            return Adaptation.to(node.withOutputs(List.of(node.output())));
        }
        List<String> outputs = new ArrayList<>();
        for (int slot = 0; slot < node.outputs().size(); slot++) {
            if (slot < 3) {
                outputs.add(node.output(slot).orElseGet(() -> surroundings.fresh(node, "running")));
            } else if (surroundings.isRead(node.outputs().get(slot))) {
                return Adaptation.refused("the statistics of the batch, which are read, are no longer an output");
            }
        }
        return Adaptation.to(node.withOutputs(outputs).withAttribute("training_mode", Attribute.of(1L)));
    }

    /**
     * A model with such a node loads before and fails only when it runs; one that does not load must not come of it.
     */
    private static boolean mismatches(Node node, Surroundings surroundings) {
        Optional<Dimension> channels = surroundings
                .dimensions(node.inputs().get(0))
                .filter(dimensions -> dimensions.size() > 1)
                .map(dimensions -> dimensions.get(1));
        Optional<Dimension> scales = surroundings
                .dimensions(node.inputs().get(1))
                .filter(dimensions -> !dimensions.isEmpty())
                .map(dimensions -> dimensions.get(0));
        return channels.filter(Dimension.Known.class::isInstance).isPresent()
                && scales.filter(Dimension.Known.class::isInstance).isPresent()
                && !channels.equals(scales);
    }

    /** Whether a node from before {@code training_mode} trains. */
    static boolean trains(Node node) {
        return node.outputs().stream().skip(1).anyMatch(output -> !output.isEmpty());
    }
}
