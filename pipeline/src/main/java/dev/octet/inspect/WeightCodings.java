package dev.octet.inspect;

import dev.octet.graph.Node;
import dev.octet.graph.Operator;
import dev.octet.tensor.Tensor;
import dev.octet.tensor.TensorData;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Finds how the quantized weights of a model are stored.
 *
 * <p>Source: DequantizeLinear-21, com.microsoft.MatMulNBits-1, com.microsoft.GatherBlockQuantized-1, and the operators
 * of {@link IntegerOperators} that read their weights in the slots listed here.
 */
final class WeightCodings {
    /** Above that DequantizeLinear reads biases, which are sums of products. */
    private static final int MOST_BITS = 16;

    /** The slot of scales that another node multiplies by. */
    private static final int NOWHERE = Integer.MAX_VALUE;

    /** Slots of the weights, of their scales and of their zero points, in operators without blocks. */
    private static final Map<String, List<Integer>> SLOTS = Map.of(
            "MatMulInteger", List.of(1, NOWHERE, 3),
            "ConvInteger", List.of(1, NOWHERE, 3),
            "DequantizeLinear", List.of(0, 1, 2),
            "QLinearConv", List.of(3, 4, 5),
            "QLinearMatMul", List.of(3, 4, 5),
            "DynamicQuantizeMatMul", List.of(1, 2, 3),
            "MatMulIntegerToFloat", List.of(1, 3, 5),
            "QAttention", List.of(1, 4, 7),
            "DynamicQuantizeLSTM", List.of(1, 8, 9));

    private final Map<String, Node> gathers = new HashMap<>();
    private final StoredConstants constants;
    private final Codebooks codebooks;
    private final Set<TensorData> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    private final List<WeightCoding> found = new ArrayList<>();

    private WeightCodings(Walk walk) {
        constants = new StoredConstants(walk);
        codebooks = new Codebooks(walk, constants);
        walk.visits().stream()
                .map(Walk.Visit::node)
                .filter(node -> node.is("Gather"))
                .forEach(node -> gathers.put(node.output(), node));
    }

    static List<WeightCoding> of(Walk walk) {
        WeightCodings codings = new WeightCodings(walk);
        walk.visits().forEach(codings::visit);
        return List.copyOf(codings.found);
    }

    private void visit(Walk.Visit visit) {
        Operator operator = visit.node().operator();
        boolean known =
                operator.domain().equals(Operator.ONNX) || operator.domain().equals(Operator.MICROSOFT);
        if (!known) {
            return;
        }
        switch (operator.type()) {
            case "MatMulNBits" -> packed(visit, List.of(1, 2, 3), 0);
            case "GatherBlockQuantized" -> packed(visit, List.of(0, 2, 3), 128);
            case "Gather", "GatherElements" -> codebook(visit);
            default -> plain(visit, SLOTS.getOrDefault(operator.type(), List.of()));
        }
    }

    private void packed(Walk.Visit visit, List<Integer> slots, long defaultBlock) {
        Optional<Tensor> codes = stored(visit, slots.get(0)).filter(tensor -> seen.add(tensor.data()));
        if (codes.isEmpty()) {
            return;
        }
        Node node = visit.node();
        Tensor tensor = codes.get();
        int bits = Math.min((int) node.intAttribute("bits", 4), tensor.type().bits());
        long elements = tensor.elementCount() * tensor.type().bits() / bits;
        long weights =
                node.attribute("K").isPresent() ? node.intAttribute("K", 0) * node.intAttribute("N", 0) : elements;
        add(visit, slots, bits, Granularity.BLOCK, node.intAttribute("block_size", defaultBlock), weights);
    }

    private void plain(Walk.Visit visit, List<Integer> slots) {
        Optional<Tensor> codes = slots.isEmpty() ? Optional.empty() : stored(visit, slots.get(0));
        codes.filter(tensor -> tensor.type().isInteger() && tensor.type().bits() <= MOST_BITS)
                .filter(tensor -> seen.add(tensor.data()))
                .ifPresent(tensor -> {
                    long block = visit.node().intAttribute("block_size", 0);
                    Granularity granularity = block > 0 ? Granularity.BLOCK : granularity(stored(visit, slots.get(1)));
                    add(visit, slots, tensor.type().bits(), granularity, block, tensor.elementCount());
                });
    }

    private void codebook(Walk.Visit visit) {
        codebooks
                .at(visit)
                .filter(weight -> seen.add(weight.codes().data()))
                .ifPresent(weight -> add(new WeightCoding(
                        visit.node().operator(),
                        weight.codes().type().bits(),
                        weight.entries(),
                        weight.granularity(),
                        0,
                        false,
                        1,
                        weight.codes().elementCount(),
                        weight.values().elementCount(),
                        weight.bytes())));
    }

    private static Granularity granularity(Optional<Tensor> scales) {
        return scales.map(tensor -> tensor.elementCount() == 1 ? Granularity.TENSOR : Granularity.CHANNEL)
                .orElse(Granularity.UNKNOWN);
    }

    private void add(
            Walk.Visit visit, List<Integer> slots, int bits, Granularity granularity, long block, long weights) {
        long bytes = slots.stream()
                .flatMap(slot -> stored(visit, slot).stream())
                .mapToLong(tensor -> tensor.data().byteSize())
                .sum();
        add(new WeightCoding(
                visit.node().operator(),
                bits,
                0,
                granularity,
                block,
                stored(visit, slots.get(2)).isPresent(),
                1,
                weights,
                stored(visit, slots.get(1)).map(Tensor::elementCount).orElse(0L),
                bytes));
    }

    /** To those that are stored alike, if there are any. */
    private void add(WeightCoding coding) {
        for (int i = 0; i < found.size(); i++) {
            if (found.get(i).isLike(coding)) {
                found.set(i, found.get(i).plus(coding));
                return;
            }
        }
        found.add(coding);
    }

    /** The tensor in a slot, or the table that a Gather picks what is in the slot from. */
    private Optional<Tensor> stored(Walk.Visit visit, int slot) {
        return visit.node().input(slot).flatMap(name -> {
            Node gather = gathers.get(name);
            String stored = gather == null ? name : gather.inputs().get(0);
            return constants.named(visit, stored);
        });
    }
}
