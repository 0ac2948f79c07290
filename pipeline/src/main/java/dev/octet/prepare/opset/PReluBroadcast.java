package dev.octet.prepare.opset;

import dev.octet.graph.Node;
import dev.octet.tensor.Tensor;
import java.util.Optional;

/**
 * Lets a PRelu pass that has one slope for all; one slope a channel would broadcast along the last axis from then on.
 *
 * <p>Source: PRelu 6 and 7.
 */
final class PReluBroadcast implements Adapter {
    @Override
    public Adaptation adapt(Node node, Surroundings surroundings) {
        Optional<Tensor> slope = node.input(1).flatMap(surroundings::constant);
        return slope.isPresent() && slope.get().elementCount() == 1
                ? Adaptation.to(node)
                : Adaptation.refused("its slope, one a channel, would broadcast along the last axis");
    }
}
