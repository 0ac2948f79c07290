package dev.octet.place;

import java.util.Set;

/**
 * What the user asked of placement.
 *
 * @param excludedNodes names of nodes that stay float
 * @param excludedOperators operators that stay float, as {@code Conv} or {@code domain.Name}
 * @param perChannel whether weights get parameters for each output channel where operator and opset allow it
 * @param preference what to decide by where a node could be quantized
 */
public record PlacementSettings(
        Set<String> excludedNodes, Set<String> excludedOperators, boolean perChannel, Preference preference) {
    /** What to decide by where a node could be quantized. */
    public enum Preference {
        /** Quantize where the target is expected to be faster for it, conversions included. */
        SPEED,
        /** Quantize every convolution and matrix product, so that all weights shrink; otherwise as SPEED. */
        SIZE
    }

    /** Copies the sets. */
    public PlacementSettings {
        excludedNodes = Set.copyOf(excludedNodes);
        excludedOperators = Set.copyOf(excludedOperators);
    }

    /** Nothing excluded, per channel, by speed. */
    public static PlacementSettings defaults() {
        return new PlacementSettings(Set.of(), Set.of(), true, Preference.SPEED);
    }

    /** These settings with other nodes excluded. */
    public PlacementSettings withExcludedNodes(Set<String> names) {
        return new PlacementSettings(names, excludedOperators, perChannel, preference);
    }

    /** These settings with other operators excluded. */
    public PlacementSettings withExcludedOperators(Set<String> operators) {
        return new PlacementSettings(excludedNodes, operators, perChannel, preference);
    }

    /** These settings with or without parameters for each channel. */
    public PlacementSettings withPerChannel(boolean wanted) {
        return new PlacementSettings(excludedNodes, excludedOperators, wanted, preference);
    }

    /** These settings with another preference. */
    public PlacementSettings withPreference(Preference other) {
        return new PlacementSettings(excludedNodes, excludedOperators, perChannel, other);
    }
}
