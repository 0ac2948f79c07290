package dev.octet.prepare.opset;

import dev.octet.graph.Node;
import dev.octet.graph.Operator;

/**
 * Writes an Upsample as a Resize. Where the model goes beyond opset 10 it is written for 11 at once: an Upsample only
 * enlarges, so its nearest pixel is the one below, which a Resize of opset 10 cannot tell when its scales are computed.
 *
 * <pre>{@code
 * Upsample(x, scales)   ->   Resize(x, scales)                                                      opset 10
 *                       ->   Resize(x, roi, scales) {asymmetric, floor}                             opset 11
 * }</pre>
 *
 * <p>Source: Upsample 9, Resize 10 and 11.
 */
final class UpsampleToResize implements Adapter {
    @Override
    public Adaptation adapt(Node node, Surroundings surroundings) {
        Node resize = node.withOperator(new Operator(Operator.ONNX, "Resize"));
        if (surroundings.target() == 10) {
            return Adaptation.to(resize);
        }
        return Adaptation.at(11, ResizeCoordinates.written(resize, "floor", surroundings));
    }
}
