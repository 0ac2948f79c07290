package dev.octet.prepare.opset;

import dev.octet.graph.Attribute;
import dev.octet.graph.Node;
import dev.octet.tensor.ElementType;
import java.util.Optional;

/**
 * Turns the bounds of a Clip into inputs, scalars of the type that is clipped. A bound that is left out stays so.
 *
 * <pre>{@code
 * Clip(x) {min, max}   ->   Clip(x, min, max)
 * }</pre>
 *
 * <p>Source: Clip 6 and 11. The old default, the largest finite binary32, became the largest of the type.
 */
final class ClipBoundsToInputs implements Adapter {
    @Override
    public Adaptation adapt(Node node, Surroundings surroundings) {
        if (node.attributes().isEmpty()) {
            return Adaptation.to(node);
        }
        Optional<ElementType> type =
                surroundings.floatingType(node.inputs().get(0)).filter(Scalars::supports);
        if (type.isEmpty()) {
            return Adaptation.refused("its bounds have to take the type of what is clipped, which is not known");
        }
        Node clip = node;
        int slot = 1;
        for (String bound : new String[] {"min", "max"}) {
            if (node.attribute(bound).orElse(null) instanceof Attribute.FloatValue found) {
                clip = clip.withoutAttribute(bound)
                        .withInput(slot, surroundings.constant(node, bound, Scalars.of(type.get(), found.value())));
            }
            slot++;
        }
        return Adaptation.to(clip);
    }
}
