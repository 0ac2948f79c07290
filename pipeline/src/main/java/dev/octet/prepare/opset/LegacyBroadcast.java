package dev.octet.prepare.opset;

import dev.octet.graph.Node;

/**
 * Takes out the broadcasting attributes that came before broadcasting by the rules of NumPy.
 *
 * <p>Without an axis the second shape was a suffix of the first, or a single element: that is what NumPy's rules align
 * too. With an axis it lies in the middle.
 *
 * <p>Source: Add 6 and 7; the same for the other arithmetic, comparing and logical operators.
 */
final class LegacyBroadcast implements Adapter {
    @Override
    public Adaptation adapt(Node node, Surroundings surroundings) {
        boolean alongAxis =
                node.intAttribute("broadcast", 0) != 0 && node.attribute("axis").isPresent();
        return alongAxis
                ? Adaptation.refused("it broadcasts along attribute 'axis', which is gone")
                : Adaptation.to(node.withoutAttribute("broadcast").withoutAttribute("axis"));
    }
}
