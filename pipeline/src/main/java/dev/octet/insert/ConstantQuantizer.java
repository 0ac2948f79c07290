package dev.octet.insert;

import dev.octet.affine.Affine;
import dev.octet.affine.BiasQuantization;
import dev.octet.affine.Neighbours;
import dev.octet.affine.PairSums;
import dev.octet.affine.PerChannel;
import dev.octet.affine.PerTensor;
import dev.octet.affine.Quantization;
import dev.octet.affine.Range;
import dev.octet.affine.Scheme;
import dev.octet.affine.ShrinkSearch;
import dev.octet.affine.Symmetry;
import dev.octet.affine.TensorQuantizer;
import dev.octet.affine.WeightRanges;
import dev.octet.graph.Graph;
import dev.octet.graph.Node;
import dev.octet.place.NodePlan;
import dev.octet.place.Parameters.Constant;
import dev.octet.place.Parameters.Derived;
import dev.octet.rounding.WeightRounding;
import dev.octet.tensor.Shape;
import dev.octet.tensor.Tensor;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Quantizes the constants that one node reads. Safe for threads. */
final class ConstantQuantizer {
    private final Graph graph;
    private final Map<String, Affine> activations;
    private final WeightRounding rounding;

    ConstantQuantizer(Graph graph, Map<String, Affine> activations, WeightRounding rounding) {
        this.graph = graph;
        this.activations = activations;
        this.rounding = rounding;
    }

    /** The constants of a node by input slot. */
    Map<Integer, QuantizedConstant> of(NodePlan node) {
        Map<Integer, Quantization> quantizations = new LinkedHashMap<>();
        node.constants().forEach((slot, parameters) -> {
            if (parameters instanceof Constant constant) {
                quantizations.put(slot, quantization(node.node(), slot, constant));
            }
        });
        Map<Integer, QuantizedConstant> quantized = new LinkedHashMap<>();
        node.constants().forEach((slot, parameters) -> {
            if (parameters instanceof Derived derived) {
                BiasQuantization bias = bias(node, slot, derived, quantizations);
                quantizations.put(derived.weight(), bias.weight());
                quantized.put(derived.weight(), constant(node, derived.weight(), bias.weight(), bias.enlargement()));
                quantized.put(slot, new QuantizedConstant(name(node, slot), bias.codes(), bias.quantization(), 1));
            }
        });
        quantizations.forEach((slot, quantization) -> {
            if (!quantized.containsKey(slot)) {
                quantized.put(slot, constant(node, slot, quantization, 1));
            }
        });
        return quantized;
    }

    private Quantization quantization(Node node, int slot, Constant parameters) {
        String name = node.inputs().get(slot);
        Scheme scheme = parameters.scheme();
        boolean mayHaveMore = scheme.reduced() && scheme.symmetry() == Symmetry.SYMMETRIC;
        Optional<Neighbours> neighbours =
                mayHaveMore ? neighbours(node, tensor(name).shape()) : Optional.empty();
        return neighbours
                .map(pairs -> PairSums.within(
                        name, tensor(name), quantization(name, scheme.withFullRange(), parameters), pairs))
                .orElseGet(() -> quantization(name, scheme, parameters));
    }

    /** Where 7 bits are asked for lest sums of two products saturate, the weight itself tells how many it may have. */
    private static Optional<Neighbours> neighbours(Node node, Shape weight) {
        return switch (node.operator().type()) {
            case "Conv" -> Optional.of(Neighbours.ofConvolution(weight, node.intAttribute("group", 1)));
            case "MatMul" -> Optional.of(Neighbours.ofMatrix(weight));
            case "Gemm" ->
                Optional.of(
                        node.intAttribute("transB", 0) == 0
                                ? Neighbours.ofMatrix(weight)
                                : Neighbours.ofTransposedMatrix(weight));
            default -> Optional.empty();
        };
    }

    private Quantization quantization(String name, Scheme scheme, Constant parameters) {
        Tensor tensor = tensor(name);
        if (parameters.axis().isEmpty()) {
            Range range = parameters.shrunk()
                    ? WeightRanges.perTensor(name, tensor, scheme, ShrinkSearch.MEAN_SQUARED_ERROR)
                    : WeightRanges.perTensor(name, tensor);
            return new PerTensor(Affine.of(range, scheme));
        }
        int axis = parameters.axis().getAsInt();
        List<Range> ranges = parameters.shrunk()
                ? WeightRanges.perChannel(name, tensor, axis, scheme, ShrinkSearch.MEAN_SQUARED_ERROR)
                : WeightRanges.perChannel(name, tensor, axis);
        return PerChannel.of(axis, ranges, scheme);
    }

    private BiasQuantization bias(NodePlan node, int slot, Derived derived, Map<Integer, Quantization> quantizations) {
        Affine input = Objects.requireNonNull(activations.get(name(node, derived.input())));
        Quantization weight = Objects.requireNonNull(quantizations.get(derived.weight()));
        return BiasQuantization.of(name(node, slot), tensor(name(node, slot)), input, weight);
    }

    private QuantizedConstant constant(NodePlan node, int slot, Quantization quantization, double enlargement) {
        String name = name(node, slot);
        Tensor nearest = TensorQuantizer.quantize(name, tensor(name), quantization);
        Tensor codes = mayMove(node, slot) ? rounding.round(name, tensor(name), nearest, quantization) : nearest;
        return new QuantizedConstant(name, codes, quantization, enlargement);
    }

    /** Codes that keep the sums of two products small stay the nearest, and so do those of other types. */
    private static boolean mayMove(NodePlan node, int slot) {
        return node.constants().get(slot) instanceof Constant constant
                && constant.scheme().type().bits() == Byte.SIZE
                && !constant.scheme().reduced();
    }

    private static String name(NodePlan node, int slot) {
        return node.node().inputs().get(slot);
    }

    private Tensor tensor(String name) {
        return graph.constant(name).orElseThrow();
    }
}
