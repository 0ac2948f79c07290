package dev.octet.smooth;

import dev.octet.graph.Node;
import java.util.List;

/**
 * A product that a few channels of the value are taken out of.
 *
 * @param weight the product and its constant matrix
 * @param channels the channels, ascending
 */
record OutlierProduct(ChannelConstant weight, List<Integer> channels) {
    OutlierProduct {
        channels = List.copyOf(channels);
    }

    Node product() {
        return weight.node();
    }
}
