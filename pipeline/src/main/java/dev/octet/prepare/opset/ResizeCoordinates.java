package dev.octet.prepare.opset;

import dev.octet.graph.Attribute;
import dev.octet.graph.Node;
import dev.octet.tensor.Tensor;
import java.util.List;
import java.util.Optional;

/**
 * Writes out the coordinates that a Resize used before it could be told: pixel {@code i} of the result lies at {@code i
 * / scale} of the input, and the nearest pixel is the one below where an axis grows, the one above where it shrinks.
 *
 * <pre>{@code
 * Resize(x, scales)   ->   Resize(x, roi, scales) {asymmetric, floor or ceil}
 * }</pre>
 *
 * <p>Source: Resize 10 and 11. Version 10 leaves the nearest pixel open; ONNX Runtime takes the one described.
 */
final class ResizeCoordinates implements Adapter {
    @Override
    public Adaptation adapt(Node node, Surroundings surroundings) {
        if (!node.stringAttribute("mode", "nearest").equals("nearest")) {
            return Adaptation.to(written(node, "floor", surroundings));
        }
        Optional<Tensor> scales = node.input(1).flatMap(surroundings::constant);
        if (scales.isEmpty()) {
            return Adaptation.refused("it takes the nearest pixel with computed scales; growing and shrinking differ");
        }
        boolean grows = false;
        boolean shrinks = false;
        for (float scale : scales.get().toFloats()) {
            grows |= scale > 1;
            shrinks |= scale < 1;
        }
        return grows && shrinks
                ? Adaptation.refused("it takes the nearest pixel while one axis grows and another shrinks")
                : Adaptation.to(written(node, shrinks ? "ceil" : "floor", surroundings));
    }

    /** The node for opset 11, with its second input, the scales, moved to the third slot. */
    static Node written(Node resize, String nearest, Surroundings surroundings) {
        String region = surroundings.constant(resize, "roi", Tensor.vector(new float[0]));
        Node placed = resize.withInputs(
                        List.of(resize.inputs().get(0), region, resize.inputs().get(1)))
                .withAttribute("coordinate_transformation_mode", Attribute.of("asymmetric"));
        return resize.stringAttribute("mode", "nearest").equals("nearest")
                ? placed.withAttribute("nearest_mode", Attribute.of(nearest))
                : placed;
    }
}
