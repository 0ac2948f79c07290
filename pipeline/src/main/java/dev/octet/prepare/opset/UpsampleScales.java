package dev.octet.prepare.opset;

import dev.octet.graph.Attribute;
import dev.octet.graph.Node;
import java.util.List;

/**
 * Writes the height and width scale of an Upsample as one scale an axis.
 *
 * <p>Source: Upsample 1 and 7; the input is {@code [batch, channels, height, width]}.
 */
final class UpsampleScales implements Adapter {
    @Override
    public Adaptation adapt(Node node, Surroundings surroundings) {
        float height = node.floatAttribute("height_scale", 1);
        float width = node.floatAttribute("width_scale", 1);
        Node upsample = node.withoutAttribute("height_scale")
                .withoutAttribute("width_scale")
                .withAttribute("scales", new Attribute.Floats(List.of(1f, 1f, height, width)));
        return Adaptation.to(
                node.stringAttribute("mode", "nearest").equals("bilinear")
                        ? upsample.withAttribute("mode", Attribute.of("linear"))
                        : upsample);
    }
}
