package dev.octet.compare.layers;

import dev.octet.graph.Graph;
import dev.octet.graph.Initializer;
import dev.octet.graph.Node;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Finds in a float graph what a name of a quantized graph came from. */
final class MatchingNames {
    /** What quantizers append to the name of a value: Octet's own endings, then those of ONNX Runtime's tool. */
    private static final List<String> ENDINGS = List.of(
            "_float",
            "_quantized",
            "_dequantized",
            "_QuantizeLinear_Input",
            "_QuantizeLinear_Output",
            "_DequantizeLinear_Output");

    /**
     * What Octet appends to the name of a constant that it made another of: it stands for none of the float model's.
     */
    private static final List<String> CHANGED = List.of("_smoothed", "_equalized", "_corrected");

    private final Graph reference;
    private final Set<String> values = new LinkedHashSet<>();

    MatchingNames(Graph reference) {
        this.reference = reference;
        reference.inputs().forEach(input -> values.add(input.name()));
        reference.nodes().forEach(node -> values.addAll(node.outputs()));
        values.removeAll(reference.initializers().keySet());
        values.remove("");
    }

    /** The first of some names, as they are and then without an ending, that the float model computes. */
    Optional<String> value(List<String> candidates) {
        return Stream.concat(candidates.stream(), candidates.stream().flatMap(MatchingNames::stems))
                .filter(values::contains)
                .findFirst();
    }

    /** The initializer that a constant DequantizeLinear stands for, by the names of what it reads and gives. */
    Optional<String> constant(Node dequantize, Graph quantized) {
        return Stream.of(dequantize.inputs().get(0), dequantize.output())
                .flatMap(MatchingNames::stems)
                .filter(name -> fits(name, dequantize, quantized))
                .findFirst();
    }

    /** Whether an initializer of the float model is floating and has the shape of the integers. */
    boolean fits(String name, Node dequantize, Graph quantized) {
        Initializer found = reference.initializers().get(name);
        return found != null
                && found.tensor().type().isFloating()
                && dequantize
                        .input(0)
                        .flatMap(quantized::constant)
                        .filter(codes -> codes.shape().equals(found.tensor().shape()))
                        .isPresent();
    }

    /** Whether a constant DequantizeLinear stands for a constant with other elements than any of the float model. */
    static boolean isChanged(Node dequantize) {
        return stems(dequantize.inputs().get(0))
                .anyMatch(name -> CHANGED.stream().anyMatch(name::endsWith));
    }

    private static Stream<String> stems(String name) {
        return ENDINGS.stream()
                .filter(name::endsWith)
                .map(ending -> name.substring(0, name.length() - ending.length()));
    }
}
