package dev.octet.prepare.opset;

import dev.octet.graph.Node;
import dev.octet.tensor.Tensor;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;

/**
 * Turns the bounds and axes of a Slice into inputs. Axes that are left out are written out: the new version takes them
 * for all axes, the old one for as many as there are bounds.
 *
 * <pre>{@code
 * Slice(x) {starts, ends, axes}   ->   Slice(x, starts, ends, axes)
 * }</pre>
 *
 * <p>Source: Slice 1 and 10.
 */
final class SliceToInputs implements Adapter {
    @Override
    public Adaptation adapt(Node node, Surroundings surroundings) {
        Optional<List<Long>> starts = node.intsAttribute("starts");
        Optional<List<Long>> ends = node.intsAttribute("ends");
        if (starts.isEmpty() || ends.isEmpty()) {
            return Adaptation.refused("attribute 'starts' or 'ends' is missing");
        }
        Tensor axes = node.intsAttribute("axes")
                .map(AttributeToInput::vector)
                .orElseGet(() ->
                        Tensor.vector(LongStream.range(0, starts.get().size()).toArray()));
        return Adaptation.to(node.withoutAttribute("starts")
                .withoutAttribute("ends")
                .withoutAttribute("axes")
                .withInput(1, surroundings.constant(node, "starts", AttributeToInput.vector(starts.get())))
                .withInput(2, surroundings.constant(node, "ends", AttributeToInput.vector(ends.get())))
                .withInput(3, surroundings.constant(node, "axes", axes)));
    }
}
