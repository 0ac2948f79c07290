package dev.octet.smooth;

import dev.octet.graph.Node;
import java.util.List;
import java.util.Set;

/**
 * A value whose channels can be scaled.
 *
 * <pre>{@code
 * v = n * gamma + beta;  y = v W   ->   v' = n * (gamma / s) + (beta / s);  y = v' (s W)
 *
 * n, v [..., channels]   gamma, beta, s [channels]   W [channels, outputs]
 * }</pre>
 *
 * <p>That takes no node more. Where others than products read {@code v} too, as a residual Add does, it has to stay as
 * it is, and a Mul makes {@code v' = v * (1 / s)} beside it.
 *
 * @param value the value
 * @param channels its last dimension
 * @param scaled constants that make the value: gamma and beta; none where a Mul makes the scaled value
 * @param weights constants that the value is multiplied with, by every product that is to read it scaled
 * @param values the value and all between it and the constants on either side, which are scaled too; none for a Mul
 */
record SmoothSite(
        String value, int channels, List<ChannelConstant> scaled, List<ChannelConstant> weights, List<String> values) {
    SmoothSite {
        scaled = List.copyOf(scaled);
        weights = List.copyOf(weights);
        values = List.copyOf(values);
    }

    /** Whether a Mul has to make the scaled value. */
    boolean needsMul() {
        return scaled.isEmpty();
    }

    /** The same with those products only that are among some nodes. */
    SmoothSite among(Set<Node> nodes) {
        List<ChannelConstant> kept =
                weights.stream().filter(weight -> nodes.contains(weight.node())).toList();
        return new SmoothSite(value, channels, scaled, kept, values);
    }
}
