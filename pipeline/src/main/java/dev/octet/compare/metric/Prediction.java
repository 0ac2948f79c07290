package dev.octet.compare.metric;

import dev.octet.error.OctetException;
import dev.octet.tensor.Tensor;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What one model made of one sample.
 *
 * @param sample how the sample is called
 * @param inputs what the model was given, by input name
 * @param outputs what it answered, by output name in the model's order
 * @param label what would be right, if the sample has a label: a class number, a score or a target of the output's
 *     shape
 * @param previous the same model's prediction for the sample before; empty for the first one. Its own {@code previous}
 *     is always empty
 */
public record Prediction(
        String sample,
        Map<String, Tensor> inputs,
        Map<String, Tensor> outputs,
        Optional<Tensor> label,
        Optional<Prediction> previous) {
    /** Copies the maps, keeping their order. */
    public Prediction {
        inputs = Collections.unmodifiableMap(new LinkedHashMap<>(inputs));
        outputs = Collections.unmodifiableMap(new LinkedHashMap<>(outputs));
    }

    /**
     * The label.
     *
     * @throws OctetException of kind INVALID_DATA if the sample has none
     */
    public Tensor requiredLabel() {
        return label.orElseThrow(
                () -> OctetException.invalidData("Expected a label for sample '%s', got none".formatted(sample)));
    }

    /**
     * The elements of an output.
     *
     * @param name its name, or empty for the model's first output
     * @throws OctetException of kind CONFIGURATION if there is none or its elements are not floating
     */
    public float[] output(Optional<String> name) {
        String chosen = name.orElseGet(() -> outputs.keySet().iterator().next());
        Tensor tensor = Optional.ofNullable(outputs.get(chosen))
                .orElseThrow(() -> OctetException.configuration(
                        "There is no output '%s' to score; the outputs are %s".formatted(chosen, outputs.keySet())));
        if (!tensor.type().isFloating()) {
            throw OctetException.configuration(
                    "Output '%s' is %s; a metric needs floating elements. Name another output"
                            .formatted(chosen, tensor));
        }
        return tensor.toFloats();
    }

    /** This prediction without the one before it. */
    public Prediction alone() {
        return new Prediction(sample, inputs, outputs, label, Optional.empty());
    }
}
