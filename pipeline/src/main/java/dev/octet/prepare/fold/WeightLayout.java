package dev.octet.prepare.fold;

import dev.octet.tensor.Shape;

/**
 * Where the channels lie in a weight [outer, inner/group, ...kernel]: axis 0 counts all channels of one side, axis 1
 * the channels of the other side within the group that the channel on axis 0 belongs to.
 *
 * @param outer channels on axis 0
 * @param inner channels on axis 1
 * @param kernel elements of one kernel window
 * @param groups number of groups
 */
record WeightLayout(int outer, int inner, int kernel, int groups) {
    /** The layout of a weight of rank 2 or more. */
    static WeightLayout of(Shape weight, long groups) {
        return new WeightLayout(
                Math.toIntExact(weight.dimension(0)),
                Math.toIntExact(weight.dimension(1)),
                Math.toIntExact(weight.elementCount(2, weight.rank())),
                Math.toIntExact(groups));
    }

    /** Whether the groups divide axis 0 and the weight is not empty. */
    boolean isValid() {
        return groups >= 1 && outer % groups == 0 && outer > 0 && inner > 0 && kernel > 0;
    }

    /** Number of channels on the side of axis 1, over all groups. */
    int innerChannels() {
        return Math.multiplyExact(inner, groups);
    }

    /** The channel on the side of axis 0 that an element, by its index in row-major order, belongs to. */
    int outerChannel(int index) {
        return index / (inner * kernel);
    }

    /** The channel on the side of axis 1 that an element belongs to, counted over all groups. */
    int innerChannel(int index) {
        int group = outerChannel(index) / (outer / groups);
        return group * inner + index / kernel % inner;
    }
}
