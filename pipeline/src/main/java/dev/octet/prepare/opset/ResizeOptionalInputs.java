package dev.octet.prepare.opset;

import dev.octet.graph.Attribute;
import dev.octet.graph.Node;
import java.util.ArrayList;
import java.util.List;

/**
 * Leaves out inputs of a Resize that had to be there without a meaning: the region where none is cropped, the scales
 * where sizes are given. Writes coordinates that are gone in another way.
 *
 * <pre>{@code
 * tf_half_pixel_for_nn, floor   ->   half_pixel, round_prefer_ceil
 *
 * floor(c)  =  floor((c - 0.5) + 0.5)   with c = (i + 0.5) / scale
 * }</pre>
 *
 * <p>Source: Resize 11 and 13.
 */
final class ResizeOptionalInputs implements Adapter {
    private static final String COORDINATES = "coordinate_transformation_mode";

    @Override
    public Adaptation adapt(Node node, Surroundings surroundings) {
        List<String> inputs = new ArrayList<>(node.inputs());
        if (!node.stringAttribute(COORDINATES, "half_pixel").equals("tf_crop_and_resize")) {
            inputs.set(1, "");
        }
        if (node.input(3).isPresent()) {
            inputs.set(2, "");
        }
        Node resize = node.withInputs(inputs);
        if (!node.stringAttribute(COORDINATES, "half_pixel").equals("tf_half_pixel_for_nn")) {
            return Adaptation.to(resize);
        }
        boolean isFloorOfNearest = node.stringAttribute("mode", "nearest").equals("nearest")
                && node.stringAttribute("nearest_mode", "round_prefer_floor").equals("floor");
        return isFloorOfNearest
                ? Adaptation.to(resize.withAttribute(COORDINATES, Attribute.of("half_pixel"))
                        .withAttribute("nearest_mode", Attribute.of("round_prefer_ceil")))
                : Adaptation.refused("its coordinates 'tf_half_pixel_for_nn' are gone");
    }
}
