package dev.octet.compare.label;

import dev.octet.calibrate.data.Sample;
import dev.octet.tensor.Tensor;
import java.util.Map;
import java.util.Optional;

/**
 * A sample and what is right for it.
 *
 * @param sample the sample
 * @param label a class number, a score, or a target
 */
public record LabelledSample(Sample sample, Tensor label) implements Sample {
    /** The label of a sample, if it has one. */
    public static Optional<Tensor> labelOf(Sample sample) {
        return sample instanceof LabelledSample labelled ? Optional.of(labelled.label) : Optional.empty();
    }

    @Override
    public String id() {
        return sample.id();
    }

    @Override
    public String group() {
        return sample.group();
    }

    @Override
    public Map<String, Tensor> inputs() {
        return sample.inputs();
    }
}
