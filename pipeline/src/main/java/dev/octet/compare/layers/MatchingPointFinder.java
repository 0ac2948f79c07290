package dev.octet.compare.layers;

import dev.octet.affine.Affine;
import dev.octet.affine.QuantizedType;
import dev.octet.graph.Graph;
import dev.octet.graph.Node;
import dev.octet.graph.Use;
import dev.octet.tensor.Tensor;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Goes through a quantized graph and finds the float value behind each QuantizeLinear and each constant
 * DequantizeLinear: by name, and for constants also by their place, since a reader in both graphs reads them in the
 * same slot.
 */
final class MatchingPointFinder {
    private final Graph reference;
    private final Graph quantized;
    private final MatchingNames names;
    private final Depths depths;
    private final List<QuantizedTensor> tensors = new ArrayList<>();
    private final List<QuantizedWeight> weights = new ArrayList<>();
    private final List<String> unmatched = new ArrayList<>();
    private final Set<String> seen = new HashSet<>();
    private final Map<String, String> ownersByScale = new HashMap<>();

    MatchingPointFinder(Graph reference, Graph quantized) {
        this.reference = reference;
        this.quantized = quantized;
        this.names = new MatchingNames(reference);
        this.depths = new Depths(quantized);
    }

    MatchingPoints find() {
        for (Node node : quantized.nodes()) {
            if (Conversions.quantizes(node) && node.input(0).isPresent()) {
                addTensor(node);
            } else if (Conversions.dequantizes(node)
                    && node.input(0).flatMap(quantized::constant).isPresent()) {
                addWeight(node);
            }
        }
        return new MatchingPoints(tensors, weights, unmatched);
    }

    private void addTensor(Node quantize) {
        List<Node> dequantizers = readers(quantize.output());
        Stream<String> candidates = Stream.concat(
                dequantizers.stream().flatMap(node -> node.outputs().stream()),
                Stream.of(quantize.inputs().get(0), quantize.output()));
        Optional<String> name = names.value(candidates.toList());
        Optional<Affine> affine = affine(quantize);
        if (name.isEmpty() || affine.isEmpty()) {
            unmatched.add(quantize.inputs().get(0));
        } else if (seen.add(name.get())) {
            List<Node> readers = dequantizers.stream()
                    .flatMap(node -> readers(node.output()).stream())
                    .toList();
            String source = quantize.inputs().get(0);
            Optional<Node> producer = quantized.uses().producer(source);
            int depth = producer.map(depths::of).orElse(0);
            String owner = Optional.ofNullable(
                            ownersByScale.putIfAbsent(quantize.inputs().get(1), name.get()))
                    .orElse(name.get());
            tensors.add(
                    new QuantizedTensor(name.get(), owner, source, quantize, affine.get(), producer, readers, depth));
        }
    }

    private void addWeight(Node dequantize) {
        List<Node> readers = readers(dequantize.output());
        Optional<String> name = names.constant(dequantize, quantized)
                .or(() -> quantized.uses().of(dequantize.output()).stream()
                        .flatMap(use -> sameSlot(use, dequantize).stream())
                        .findFirst())
                .filter(match -> !MatchingNames.isChanged(dequantize));
        if (name.isEmpty()) {
            unmatched.add(dequantize.inputs().get(0));
        } else if (!readers.isEmpty() && seen.add(name.get())) {
            weights.add(new QuantizedWeight(name.get(), dequantize, readers, depths.of(readers.get(0))));
        }
    }

    /** The constant that the reader's match in the float model reads in the same slot. */
    private Optional<String> sameSlot(Use use, Node dequantize) {
        List<String> outputs = new ArrayList<>();
        use.node().outputs().forEach(output -> {
            outputs.add(output);
            readers(output).stream()
                    .filter(Conversions::quantizes)
                    .flatMap(node -> readers(node.output()).stream())
                    .forEach(node -> outputs.addAll(node.outputs()));
        });
        return names.value(outputs)
                .flatMap(reference.uses()::producer)
                .filter(node -> node.operator().equals(use.node().operator()))
                .flatMap(node -> use.slot() < 0 ? Optional.empty() : node.input(use.slot()))
                .filter(name -> names.fits(name, dequantize, quantized));
    }

    private List<Node> readers(String value) {
        return quantized.uses().of(value).stream().map(Use::node).toList();
    }

    /** The map of a QuantizeLinear with one constant scale; empty otherwise. */
    private Optional<Affine> affine(Node quantize) {
        Optional<Tensor> scale = quantize.input(1).flatMap(quantized::constant);
        if (scale.isEmpty()
                || scale.get().elementCount() != 1
                || !scale.get().type().isFloating()) {
            return Optional.empty();
        }
        Optional<Tensor> zeroPoint = quantize.input(2).flatMap(quantized::constant);
        QuantizedType type =
                zeroPoint.flatMap(tensor -> QuantizedType.of(tensor.type())).orElse(QuantizedType.UINT8);
        long zero = zeroPoint.isPresent() && zeroPoint.get().type() == type.elementType()
                ? zeroPoint.get().toLongs()[0]
                : 0;
        return Optional.of(new Affine(type, scale.get().toFloats()[0], zero));
    }
}
