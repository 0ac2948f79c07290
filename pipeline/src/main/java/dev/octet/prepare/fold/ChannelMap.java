package dev.octet.prepare.fold;

import java.util.stream.IntStream;

/**
 * The affine map {@code y = scale * x + shift} with its own scale and shift for each channel.
 *
 * @param scale [channels]
 * @param shift [channels]
 */
record ChannelMap(Reals scale, Reals shift) {
    /** The map that changes nothing. */
    static ChannelMap identity(int channels) {
        return shifting(Reals.vector(channels, channel -> 0));
    }

    /** A map that only scales. */
    static ChannelMap scaling(Reals scale) {
        return new ChannelMap(scale, Reals.vector(scale.size(), channel -> 0));
    }

    /** A map that only shifts. */
    static ChannelMap shifting(Reals shift) {
        return new ChannelMap(Reals.vector(shift.size(), channel -> 1), shift);
    }

    int channels() {
        return scale.size();
    }

    /** Whether every scale is one. */
    boolean scalesNothing() {
        return IntStream.range(0, channels()).allMatch(channel -> scale.at(channel) == 1);
    }

    /** Whether every shift is zero, so that zeros stay zeros. */
    boolean keepsZero() {
        return IntStream.range(0, channels()).allMatch(channel -> shift.at(channel) == 0);
    }

    /** The map applied to one value a channel: [channels] to [channels]. */
    Reals applyTo(Reals values) {
        return values.map((value, channel) -> value * scale.at(channel) + shift.at(channel));
    }
}
