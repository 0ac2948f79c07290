package dev.octet.dynamic;

import dev.octet.affine.QuantizedType;
import dev.octet.affine.Scheme;
import dev.octet.affine.Symmetry;
import java.util.Set;

/**
 * How a model is quantized dynamically.
 *
 * @param weight how weights are quantized, one scale an output channel: symmetric int8. With a reduced range where the
 *     target has no 8-bit dot products, since there sums of two products saturate at 16 bits
 * @param excludedNodes names of nodes that stay float
 * @param excludedOperators operators that stay float, such as {@code Gather}
 */
public record DynamicSettings(Scheme weight, Set<String> excludedNodes, Set<String> excludedOperators) {
    /** Checks the scheme and copies the sets. */
    public DynamicSettings {
        if (weight.type() != QuantizedType.INT8 || weight.symmetry() != Symmetry.SYMMETRIC) {
            throw new IllegalArgumentException("Expected symmetric int8 weights, got " + weight);
        }
        excludedNodes = Set.copyOf(excludedNodes);
        excludedOperators = Set.copyOf(excludedOperators);
    }

    /** Weights from -127 to 127, and nothing excluded. */
    public static DynamicSettings defaults() {
        return new DynamicSettings(Scheme.INT8_WEIGHT, Set.of(), Set.of());
    }

    /** These settings with weights quantized otherwise. */
    public DynamicSettings withWeight(Scheme other) {
        return new DynamicSettings(other, excludedNodes, excludedOperators);
    }

    /** These settings with other nodes excluded. */
    public DynamicSettings withExcludedNodes(Set<String> names) {
        return new DynamicSettings(weight, names, excludedOperators);
    }

    /** These settings with other operators excluded. */
    public DynamicSettings withExcludedOperators(Set<String> types) {
        return new DynamicSettings(weight, excludedNodes, types);
    }
}
