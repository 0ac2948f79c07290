package dev.octet.compare.layers;

import dev.octet.affine.Range;
import dev.octet.affine.WeightRanges;
import dev.octet.error.OctetException;
import dev.octet.graph.Graph;
import dev.octet.graph.Initializer;
import dev.octet.graph.Model;
import dev.octet.graph.Node;
import dev.octet.graph.Value;
import dev.octet.graph.ValueType;
import dev.octet.runtime.Session;
import dev.octet.tensor.ElementType;
import dev.octet.tensor.FloatBlocks;
import dev.octet.tensor.Tensor;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/** Compares stored integers with the float constants they stand for, one at a time. */
final class WeightErrors {
    private final Model reference;
    private final Model quantized;

    WeightErrors(Model reference, Model quantized) {
        this.reference = reference;
        this.quantized = quantized;
    }

    WeightLayer measure(QuantizedWeight weight) {
        Tensor exact = Objects.requireNonNull(reference.graph().initializers().get(weight.name()))
                .tensor();
        Tensor codes = constant(weight.dequantize(), 0);
        OptionalInt axis = axis(weight, exact.shape().rank());
        return new WeightLayer(
                weight.name(),
                weight.depth(),
                weight.readers().stream().map(NodeName::of).toList(),
                codes.type(),
                exact.shape(),
                constant(weight.dequantize(), 1).elementCount(),
                OutputNoise.noise(exact, dequantized(weight.dequantize())),
                OptionalDouble.empty(),
                usedCodes(codes),
                axis,
                axis.isPresent() ? channels(weight.name(), exact, axis.getAsInt()) : List.of());
    }

    private Tensor constant(Node dequantize, int slot) {
        return quantized.graph().constant(dequantize.inputs().get(slot)).orElseThrow();
    }

    /** As ONNX Runtime computes it, so that any type, axis and block size means what it will mean. */
    private Tensor dequantized(Node dequantize) {
        Graph graph = Graph.builder("constant")
                .nodes(List.of(dequantize))
                .initializers(dequantize.inputs().stream()
                        .filter(name -> !name.isEmpty())
                        .map(name -> Initializer.of(
                                name, quantized.graph().constant(name).orElseThrow()))
                        .toList())
                .outputs(List.of(Value.of(dequantize.output(), ValueType.UNDECLARED)))
                .build();
        try (Session session = Session.open(quantized.withGraph(graph), ExposedModel.settings(1))) {
            return Objects.requireNonNull(session.run(Map.of()).get(dequantize.output()));
        }
    }

    private static OptionalInt usedCodes(Tensor codes) {
        if (codes.type() != ElementType.INT8 && codes.type() != ElementType.UINT8) {
            return OptionalInt.empty();
        }
        BitSet used = new BitSet();
        FloatBlocks.forEach(codes, (block, count, start) -> {
            for (int i = 0; i < count; i++) {
                used.set((int) block[i] + 128);
            }
        });
        return OptionalInt.of(used.cardinality());
    }

    /** The axis of the reader's channels: that of the scales, else where the operator has its output channels. */
    private OptionalInt axis(QuantizedWeight weight, int rank) {
        if (rank < 2) {
            return OptionalInt.empty();
        }
        boolean blocked = weight.dequantize().intAttribute("block_size", 0) > 0;
        if (!blocked && constant(weight.dequantize(), 1).elementCount() > 1) {
            int axis = (int) weight.dequantize().intAttribute("axis", 1);
            return OptionalInt.of(axis < 0 ? axis + rank : axis);
        }
        Node reader = weight.readers().get(0);
        return switch (reader.operator().type()) {
            case "Conv" -> OptionalInt.of(0);
            case "ConvTranspose" -> OptionalInt.of(1);
            case "MatMul" -> OptionalInt.of(rank - 1);
            case "Gemm" -> OptionalInt.of(reader.intAttribute("transB", 0) == 1 ? 0 : 1);
            default -> OptionalInt.empty();
        };
    }

    private static List<Range> channels(String name, Tensor tensor, int axis) {
        try {
            return WeightRanges.perChannel(name, tensor, axis);
        } catch (OctetException notFinite) {
            // A weight with NaN has no ranges; its error says enough.
            return List.of();
        }
    }
}
