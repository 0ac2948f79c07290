package dev.octet.prepare.opset;

import dev.octet.graph.Attribute;
import dev.octet.graph.Node;

/**
 * Says into how many parts a Split without sizes splits; before, the number of outputs said so.
 *
 * <p>Source: Split 13 and 18.
 */
final class SplitNumber implements Adapter {
    @Override
    public Adaptation adapt(Node node, Surroundings surroundings) {
        return Adaptation.to(
                node.input(1).isPresent()
                        ? node
                        : node.withAttribute("num_outputs", Attribute.of((long)
                                node.outputs().size())));
    }
}
