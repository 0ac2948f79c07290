package dev.octet.smooth;

import dev.octet.graph.Dimension;
import dev.octet.graph.Graph;
import dev.octet.graph.ValueType;
import dev.octet.graph.ValueType.TensorType;
import dev.octet.tensor.ElementType;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * Which channels of which values can only be scaled together, and which cannot be scaled at all.
 *
 * <p>A channel is an entry of axis 1. Channels that are tied make a class, which has the number of one of them.
 */
final class ChannelClasses {
    /** Batch, channels, and one axis or more in space. */
    private static final int LEAST_RANK = 3;

    private final Map<String, Integer> firsts = new LinkedHashMap<>();
    private final Map<String, Integer> counts = new LinkedHashMap<>();
    private final Map<String, ValueType> types;
    private final DisjointSets channels;
    /** Values that share a class are in one set, numbered by their first channel. */
    private final DisjointSets regions;

    private final BitSet fixed = new BitSet();

    /** All channels that are known, each a class of its own that can be scaled. */
    ChannelClasses(Graph graph, Map<String, ValueType> types) {
        this.types = types;
        int total = 0;
        for (Map.Entry<String, ValueType> entry : types.entrySet()) {
            int count = graph.constant(entry.getKey()).isPresent() ? 0 : channels(entry.getValue());
            if (count > 0) {
                firsts.put(entry.getKey(), total);
                counts.put(entry.getKey(), count);
                total += count;
            }
        }
        channels = new DisjointSets(total);
        regions = new DisjointSets(total);
    }

    private static int channels(ValueType type) {
        if (!(type instanceof TensorType tensor) || tensor.element() != ElementType.FLOAT) {
            return 0;
        }
        return tensor.dimensions()
                .filter(dimensions -> dimensions.size() >= LEAST_RANK)
                .filter(dimensions -> dimensions.get(1) instanceof Dimension.Known)
                .map(dimensions -> Math.toIntExact(dimensions.get(1).number().orElseThrow()))
                .orElse(0);
    }

    /** The values whose channels are known, in the order of the types. */
    Set<String> values() {
        return firsts.keySet();
    }

    /** How many channels a value has; 0 where they are not known. */
    int count(String value) {
        return counts.getOrDefault(value, 0);
    }

    /** How many axes a value with known channels has. */
    int rank(String value) {
        return types.get(value) instanceof TensorType tensor
                ? tensor.dimensions().orElseThrow().size()
                : 0;
    }

    /** The class of a channel that is known. */
    int of(String value, int channel) {
        return channels.of(first(value) + channel);
    }

    /** The number of the region of a value: of all values that share a class with it, or with one that does. */
    int region(String value) {
        return regions.of(first(value));
    }

    /** Whether a class has to stay as it is. */
    boolean isFixed(int one) {
        return fixed.get(one);
    }

    /** Puts two channels into one class. */
    void tie(String value, int channel, String other, int otherChannel) {
        int one = of(value, channel);
        int two = of(other, otherChannel);
        boolean isFixed = fixed.get(one) || fixed.get(two);
        channels.join(one, two);
        fixed.set(of(value, channel), isFixed);
        regions.join(first(value), first(other));
    }

    /** No channel of a value may be scaled. */
    void fix(String value) {
        for (int channel = 0; channel < count(value); channel++) {
            fixed.set(of(value, channel));
        }
    }

    private int first(String value) {
        return firsts.getOrDefault(value, 0);
    }
}
