package dev.octet.prepare.opset;

import dev.octet.graph.Attribute;
import dev.octet.graph.Node;

/**
 * Gives the interpolations of a GridSample their new names, which do not depend on the number of dimensions.
 *
 * <p>Source: GridSample 16 and 20.
 */
final class GridSampleModeNames implements Adapter {
    @Override
    public Adaptation adapt(Node node, Surroundings surroundings) {
        String mode = node.stringAttribute("mode", "bilinear");
        String renamed = switch (mode) {
            case "bilinear" -> "linear";
            case "bicubic" -> "cubic";
            default -> mode;
        };
        return Adaptation.to(node.withAttribute("mode", Attribute.of(renamed)));
    }
}
