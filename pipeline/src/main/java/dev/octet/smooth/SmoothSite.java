package dev.octet.smooth;

import java.util.List;

/**
 * A value whose channels can be scaled without a node more.
 *
 * <pre>{@code
 * v = n * gamma + beta;  y = v W   ->   v' = n * (gamma / s) + (beta / s);  y = v' (s W)
 *
 * n, v [..., channels]   gamma, beta, s [channels]   W [channels, outputs]
 * }</pre>
 *
 * @param value the value
 * @param channels its last dimension
 * @param scaled constants that make the value: gamma and beta
 * @param weights constants that the value is multiplied with, by every node that reads it
 * @param values the value and all between it and the constants on either side, which are scaled too
 */
record SmoothSite(
        String value, int channels, List<ChannelConstant> scaled, List<ChannelConstant> weights, List<String> values) {
    SmoothSite {
        scaled = List.copyOf(scaled);
        weights = List.copyOf(weights);
        values = List.copyOf(values);
    }
}
