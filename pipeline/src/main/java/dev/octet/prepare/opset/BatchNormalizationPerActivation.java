package dev.octet.prepare.opset;

import dev.octet.graph.Attribute;
import dev.octet.graph.Node;
import dev.octet.tensor.Shape;
import dev.octet.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Writes a BatchNormalization with parameters for every element of a sample as one a channel, over flattened samples.
 *
 * <pre>{@code
 * BatchNormalization(x, gamma, beta, mean, var) {spatial=0}      x [N, C, ...D], parameters [C, ...D]
 *   ->
 * Reshape(BatchNormalization(Flatten(x), gamma', beta', mean', var'), Shape(x))      parameters [C * ...D]
 * }</pre>
 *
 * <p>Source: BatchNormalization 7 and 9, which recommends this.
 */
final class BatchNormalizationPerActivation implements Adapter {
    @Override
    public Adaptation adapt(Node node, Surroundings surroundings) {
        Node spatial = node.withoutAttribute("spatial");
        if (node.intAttribute("spatial", 1) != 0) {
            return Adaptation.to(spatial);
        }
        if (surroundings.outputsUpTo(1, node).isEmpty()) {
            return Adaptation.refused(
                    "it has parameters for every element, and is told to train by its further outputs");
        }
        String input = node.inputs().get(0);
        String flat = surroundings.fresh(node, "flat");
        String flatResult = surroundings.fresh(node, "flat_result");
        String shape = surroundings.fresh(node, "shape");
        List<Node> nodes = new ArrayList<>();
        List<String> inputs = new ArrayList<>(List.of(flat));
        for (String parameter : node.inputs().subList(1, 5)) {
            inputs.add(flattened(node, parameter, surroundings, nodes));
        }
        nodes.add(Node.of(flat, "Flatten", List.of(input), List.of(flat), Map.of("axis", Attribute.of(1L))));
        nodes.add(spatial.withInputs(inputs).withOutputs(List.of(flatResult)));
        nodes.add(Node.of(shape, "Shape", List.of(input), List.of(shape), Map.of()));
        nodes.add(Node.of(
                surroundings.fresh(node, "reshape"),
                "Reshape",
                List.of(flatResult, shape),
                List.of(node.output()),
                Map.of()));
        return Adaptation.to(nodes.toArray(new Node[0]));
    }

    /** The name of the parameter as a vector; a node that makes it one is added where it is not constant. */
    private static String flattened(Node node, String parameter, Surroundings surroundings, List<Node> nodes) {
        Optional<Tensor> constant = surroundings.constant(parameter);
        if (constant.isPresent()) {
            Tensor tensor = constant.get();
            return tensor.shape().rank() == 1
                    ? parameter
                    : surroundings.constant(
                            node, "flat_" + parameter, tensor.reshaped(Shape.of(tensor.elementCount())));
        }
        String flat = surroundings.fresh(node, "flat_" + parameter);
        String whole = surroundings.constant(node, "whole", Tensor.vector(-1L));
        nodes.add(Node.of(flat, "Reshape", List.of(parameter, whole), List.of(flat), Map.of()));
        return flat;
    }
}
