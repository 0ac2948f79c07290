package dev.octet.compare.metric;

import dev.octet.error.OctetException;
import dev.octet.tensor.Tensor;
import java.util.Optional;

/** Squared error of an output against a target with as many elements. */
final class TargetError {
    private TargetError() {}

    /** Sum of the squared errors, and the number of elements. */
    static double[] squared(Prediction prediction, Optional<String> output) {
        float[] found = prediction.output(output);
        Tensor label = prediction.requiredLabel();
        if (label.elementCount() != found.length) {
            throw OctetException.invalidData("Sample '%s': expected a target of %d elements as the output has, got %s"
                    .formatted(prediction.sample(), found.length, label));
        }
        double[] target = elements(label);
        double sum = 0;
        for (int i = 0; i < found.length; i++) {
            double error = found[i] - target[i];
            sum += error * error;
        }
        return new double[] {sum, found.length};
    }

    /** Elements of a label of any numeric type. */
    static double[] elements(Tensor label) {
        double[] elements = new double[Math.toIntExact(label.elementCount())];
        if (label.type().isFloating()) {
            float[] floats = label.toFloats();
            java.util.Arrays.setAll(elements, i -> floats[i]);
        } else {
            long[] longs = label.toLongs();
            java.util.Arrays.setAll(elements, i -> longs[i]);
        }
        return elements;
    }
}
