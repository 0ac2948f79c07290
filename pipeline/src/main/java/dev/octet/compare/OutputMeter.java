package dev.octet.compare;

import dev.octet.compare.fidelity.FidelityMeter;
import dev.octet.tensor.ElementType;
import dev.octet.tensor.Shape;
import dev.octet.tensor.Tensor;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** Measures {@link OutputFidelity} of one output, sample by sample in constant memory. */
final class OutputMeter {
    private final String name;
    private final FidelityMeter meter = new FidelityMeter();
    private ElementType type = ElementType.FLOAT;
    private long samples;
    private long elements;
    private long equal;
    private long mismatched;

    OutputMeter(String name) {
        this.name = name;
    }

    void add(Tensor reference, Tensor quantized) {
        type = reference.type();
        if (!reference.shape().equals(quantized.shape()) || type != quantized.type()) {
            mismatched++;
            return;
        }
        samples++;
        if (type.isFloating()) {
            meter.add(reference.toFloats(), quantized.toFloats(), rowLength(reference.shape()));
        } else {
            count(elements(reference), elements(quantized));
        }
    }

    private void count(List<?> reference, List<?> quantized) {
        elements += reference.size();
        for (int i = 0; i < reference.size(); i++) {
            equal += reference.get(i).equals(quantized.get(i)) ? 1 : 0;
        }
    }

    private static List<?> elements(Tensor tensor) {
        return tensor.type() == ElementType.STRING
                ? tensor.strings()
                : java.util.Arrays.stream(tensor.toLongs()).boxed().toList();
    }

    /** The last dimension above 1 holds the scores of one decision; exporters like to append dimensions of 1. */
    private static int rowLength(Shape shape) {
        for (int axis = shape.rank() - 1; axis >= 0; axis--) {
            if (shape.dimension(axis) > 1) {
                return Math.toIntExact(shape.dimension(axis));
            }
        }
        return 1;
    }

    OutputFidelity result() {
        return new OutputFidelity(
                name,
                type,
                type.isFloating() && samples > 0 ? Optional.of(meter.result()) : Optional.empty(),
                !type.isFloating() && elements > 0
                        ? OptionalDouble.of((double) equal / elements)
                        : OptionalDouble.empty(),
                mismatched);
    }
}
