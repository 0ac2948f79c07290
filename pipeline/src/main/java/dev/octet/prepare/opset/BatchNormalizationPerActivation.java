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
        if (BatchNormalizationTraining.trains(node)) {
            return Adaptation.refused(
                    "it has parameters for every element, and is told to train by its further outputs");
        }
        NodeSequence nodes = new NodeSequence(node, surroundings);
        String input = node.inputs().get(0);
        String flat = nodes.add("flat", "Flatten", List.of(input), Map.of("axis", Attribute.of(1L)));
        List<String> inputs = new ArrayList<>(List.of(flat));
        for (String parameter : node.inputs().subList(1, 5)) {
            inputs.add(flattened(node, parameter, surroundings, nodes));
        }
        nodes.addReshaped(nodes.addRenamed("flat_result", spatial.withInputs(inputs)), input);
        return nodes.adaptation();
    }

    /** The name of the parameter as a vector; a node that makes it one is added where it is not constant. */
    private static String flattened(Node node, String parameter, Surroundings surroundings, NodeSequence nodes) {
        Optional<Tensor> constant = surroundings.constant(parameter);
        if (constant.isEmpty()) {
            String whole = surroundings.constant(node, "whole", Tensor.vector(-1L));
            return nodes.add("flat_" + parameter, "Reshape", List.of(parameter, whole), Map.of());
        }
        Tensor tensor = constant.get();
        return tensor.shape().rank() == 1
                ? parameter
                : surroundings.constant(node, "flat_" + parameter, tensor.reshaped(Shape.of(tensor.elementCount())));
    }
}
