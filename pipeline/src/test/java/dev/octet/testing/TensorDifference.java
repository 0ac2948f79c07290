package dev.octet.testing;

import dev.octet.tensor.ElementType;
import dev.octet.tensor.Tensor;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.IntToDoubleFunction;

/** Where two tensors differ. */
public final class TensorDifference {
    private TensorDifference() {}

    /**
     * The difference in words, or empty where the tensors have one type and shape and no element differs by more than
     * {@code tolerance} times the largest magnitude in {@code wanted}. NaN and infinity must be in the same places.
     * Types that are not floating are compared exactly, unless the tolerance is infinite.
     */
    public static Optional<String> between(Tensor wanted, Tensor found, double tolerance) {
        if (wanted.type() != found.type() || !wanted.shape().equals(found.shape())) {
            return Optional.of("expected %s, found %s".formatted(wanted, found));
        }
        if (tolerance == Double.POSITIVE_INFINITY) {
            return Optional.empty();
        }
        if (wanted.type() == ElementType.STRING) {
            return wanted.strings().equals(found.strings()) ? Optional.empty() : Optional.of("the strings differ");
        }
        if (wanted.type().isFloating()) {
            return floats(elements(wanted), elements(found), tolerance);
        }
        int place = wanted.data().buffer().mismatch(found.data().buffer());
        return place < 0
                ? Optional.empty()
                : Optional.of("byte %d differs: expected %d, found %d"
                        .formatted(
                                place,
                                wanted.data().buffer().get(place),
                                found.data().buffer().get(place)));
    }

    private static double[] elements(Tensor tensor) {
        double[] elements = new double[Math.toIntExact(tensor.elementCount())];
        ByteBuffer bytes = tensor.data().buffer();
        float[] floats = tensor.type() == ElementType.DOUBLE ? new float[0] : tensor.toFloats();
        IntToDoubleFunction at = tensor.type() == ElementType.DOUBLE ? i -> bytes.getDouble(8 * i) : i -> floats[i];
        Arrays.setAll(elements, at);
        return elements;
    }

    private static Optional<String> floats(double[] wanted, double[] found, double tolerance) {
        double largest = Arrays.stream(wanted)
                .filter(Double::isFinite)
                .map(Math::abs)
                .max()
                .orElse(0);
        int worst = -1;
        double worstDifference = tolerance * largest;
        for (int i = 0; i < wanted.length; i++) {
            double difference = Double.compare(wanted[i], found[i]) == 0 ? 0 : Math.abs(wanted[i] - found[i]);
            if (Double.isNaN(difference) || difference > worstDifference) {
                worst = i;
                worstDifference = Double.isNaN(difference) ? Double.POSITIVE_INFINITY : difference;
            }
        }
        return worst < 0
                ? Optional.empty()
                : Optional.of("element %d differs most: expected %s, found %s; the largest expected is %s"
                        .formatted(worst, wanted[worst], found[worst], largest));
    }
}
