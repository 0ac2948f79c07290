package dev.octet.compare.layers;

import java.util.List;
import java.util.Optional;

/**
 * Something that is to blame for a part of the error.
 *
 * @param name the tensor or weight in the float model
 * @param weight whether it is a constant
 * @param node the node that computes a tensor, or the first that reads a weight; empty for an input
 * @param readers nodes that read it quantized
 * @param depth position of the node among those of the quantized model, conversions left out
 * @param alone noise at the model's outputs as a share of their signal when only this is quantized, above 0
 * @param reason what is wrong, one sentence for people
 * @param suggestion an entry of the configuration's {@code overrides:} that would change it, as YAML
 */
public record Culprit(
        String name,
        boolean weight,
        Optional<NodeName> node,
        List<NodeName> readers,
        int depth,
        double alone,
        String reason,
        String suggestion) {
    /** Copies the list. */
    public Culprit {
        readers = List.copyOf(readers);
    }
}
