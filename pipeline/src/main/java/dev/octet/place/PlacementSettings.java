package dev.octet.place;

import dev.octet.graph.Node;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What the user asked of placement.
 *
 * @param excludedNodes names of nodes that stay float
 * @param excludedOperators operators that stay float, as {@code Conv} or {@code domain.Name}
 * @param perChannel whether weights get parameters for each output channel where operator and opset allow it
 * @param preference what to decide by where a node could be quantized
 * @param form how nodes on integers are written
 * @param overrides what is to be different about some nodes and tensors; of two about the same, the later wins
 */
public record PlacementSettings(
        Set<String> excludedNodes,
        Set<String> excludedOperators,
        boolean perChannel,
        Preference preference,
        QuantizedForm form,
        List<PlacementOverride> overrides) {
    /** What to decide by where a node could be quantized. */
    public enum Preference {
        /** Quantize where the target is expected to be faster for it, conversions included. */
        SPEED,
        /** Quantize every convolution and matrix product, so that all weights shrink; otherwise as SPEED. */
        SIZE,
        /**
         * As SPEED, but outputs come first: weights lose their largest elements where that makes the squared error
         * smaller, and nodes are left float until every output is good enough, even if little is saved then.
         */
        ACCURACY
    }

    /** Copies the sets. */
    public PlacementSettings {
        excludedNodes = Set.copyOf(excludedNodes);
        excludedOperators = Set.copyOf(excludedOperators);
        overrides = List.copyOf(overrides);
    }

    /** Nothing excluded, per channel, by speed. */
    public static PlacementSettings defaults() {
        return new PlacementSettings(Set.of(), Set.of(), true, Preference.SPEED, QuantizedForm.QDQ, List.of());
    }

    /** These settings with other nodes excluded. */
    public PlacementSettings withExcludedNodes(Set<String> names) {
        return new PlacementSettings(names, excludedOperators, perChannel, preference, form, overrides);
    }

    /** These settings with other operators excluded. */
    public PlacementSettings withExcludedOperators(Set<String> operators) {
        return new PlacementSettings(excludedNodes, operators, perChannel, preference, form, overrides);
    }

    /** These settings with or without parameters for each channel. */
    public PlacementSettings withPerChannel(boolean wanted) {
        return new PlacementSettings(excludedNodes, excludedOperators, wanted, preference, form, overrides);
    }

    /** These settings with another preference. */
    public PlacementSettings withPreference(Preference other) {
        return new PlacementSettings(excludedNodes, excludedOperators, perChannel, other, form, overrides);
    }

    /** These settings with another form. */
    public PlacementSettings withForm(QuantizedForm other) {
        return new PlacementSettings(excludedNodes, excludedOperators, perChannel, preference, other, overrides);
    }

    /** These settings with other overrides. */
    public PlacementSettings withOverrides(List<PlacementOverride> others) {
        return new PlacementSettings(excludedNodes, excludedOperators, perChannel, preference, form, others);
    }

    /** Whether a node stays float because the user says so. */
    boolean excludes(Node node) {
        return (!node.name().isEmpty() && excludedNodes.contains(node.name()))
                || excludedOperators.contains(node.operator().toString())
                || overrides.stream().anyMatch(override -> override.leavesFloat(node));
    }

    /** Whether the weights of a node get parameters for each channel, given whether the target would have them. */
    boolean perChannel(Node node, boolean expected) {
        return overrides.stream()
                .filter(override -> override.concerns(node))
                .map(PlacementOverride::perChannel)
                .flatMap(Optional::stream)
                .reduce((earlier, later) -> later)
                .orElse(perChannel && expected);
    }
}
