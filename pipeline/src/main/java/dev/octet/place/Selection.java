package dev.octet.place;

import dev.octet.graph.Graph;
import dev.octet.graph.Node;
import dev.octet.graph.Use;
import dev.octet.place.Fusion.Result;
import dev.octet.place.PlacementSettings.Preference;
import java.util.BitSet;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Chooses, among the nodes that could run on integers, those that together take the least time, conversions included.
 *
 * <p>Every candidate runs either on integers (the source's side of a cut) or on floats (the sink's side); a cut costs
 * the time of each node in the form it gets, one QuantizeLinear for each float value that integer nodes read, and one
 * DequantizeLinear for each integer value that others read. All these terms are submodular, so a minimum cut is the
 * best choice of all, and regions that would only convert back and forth disappear by themselves.
 *
 * <p>Source: V. Kolmogorov and R. Zabih, What energy functions can be minimized via graph cuts?, 2004; D. Greig et al.,
 * Exact maximum a posteriori estimation for binary images, 1989.
 */
final class Selection {
    /** Share of its float time that a node may take on integers: to save less is not worth the loss of accuracy. */
    private static final double WORTHWHILE = 0.9;

    private final Graph graph;
    private final CostModel costs;
    private final Preference preference;
    private final MinimumCut cut = new MinimumCut();
    private final IdentityHashMap<Node, Integer> vertices = new IdentityHashMap<>();
    private final IdentityHashMap<Node, Candidate> candidates = new IdentityHashMap<>();
    /** The vertex of the node that gives a value, if it gives integers when it runs on them. */
    private final Map<String, Integer> producers = new HashMap<>();

    private Selection(Graph graph, CostModel costs, Preference preference) {
        this.graph = graph;
        this.costs = costs;
        this.preference = preference;
    }

    /** The chosen ones, in the given order. */
    static List<Candidate> choose(Graph graph, List<Candidate> candidates, CostModel costs, Preference preference) {
        Selection selection = new Selection(graph, costs, preference);
        candidates.forEach(selection::addNode);
        candidates.forEach(selection::addResults);
        selection.addFloatValues(candidates);
        candidates.forEach(selection::addNeighbours);
        graph.nodes().forEach(selection::addGate);
        BitSet integer = selection.cut.sourceSide();
        return candidates.stream()
                .filter(candidate -> integer.get(selection.vertex(candidate.node())))
                .toList();
    }

    private void addNode(Candidate candidate) {
        int vertex = cut.vertex();
        vertices.put(candidate.node(), vertex);
        candidates.put(candidate.node(), candidate);
        if (candidate.result() == Result.QUANTIZED) {
            candidate.results().forEach(value -> producers.put(value, vertex));
        }
        cut.cost(MinimumCut.SOURCE, vertex, time(floatTime(candidate)));
        cut.cost(vertex, MinimumCut.SINK, time(costs.ofIntegers(candidate)));
    }

    private double floatTime(Candidate candidate) {
        return preference == Preference.SIZE && candidate.hasWeights()
                ? Double.MAX_VALUE
                : WORTHWHILE * costs.ofFloat(candidate.node());
    }

    private void addResults(Candidate candidate) {
        for (String value : candidate.results()) {
            if (candidate.result() == Result.QUANTIZED) {
                addQuantizedResult(vertex(candidate.node()), value);
            } else if (candidate.result() == Result.EITHER) {
                addEitherResult(vertex(candidate.node()), value);
            }
        }
    }

    /** A quantizer if the producer is float and a reader is not; a dequantizer if it is the other way around. */
    private void addQuantizedResult(int producer, String value) {
        long conversion = time(costs.ofConversion(value));
        cut.cost(anyReader(value), producer, conversion);
        cut.cost(producer, allReaders(value), conversion);
    }

    /** A quantizer if some reader is integer, unless producer and all readers are. */
    private void addEitherResult(int producer, String value) {
        int all = cut.vertex();
        cut.cost(all, producer, MinimumCut.UNLIMITED);
        cut.cost(all, allReaders(value), MinimumCut.UNLIMITED);
        cut.cost(anyReader(value), all, time(costs.ofConversion(value)));
    }

    /** Values that nothing computes on integers: graph inputs and results of other nodes. */
    private void addFloatValues(List<Candidate> chosenFrom) {
        Set<String> values = new LinkedHashSet<>();
        chosenFrom.forEach(candidate -> candidate
                .activations()
                .forEach(slot -> values.add(candidate.node().inputs().get(slot))));
        chosenFrom.forEach(candidate -> candidate.results().forEach(values::remove));
        for (String value : values) {
            cut.cost(anyReader(value), MinimumCut.SINK, time(costs.ofConversion(value)));
        }
    }

    /** What the target does by itself with a node between two others, and what their layouts cost it. */
    private void addNeighbours(Candidate candidate) {
        if (candidate.isLookup()) {
            return;
        }
        int vertex = vertex(candidate.node());
        String input = candidate.node().inputs().get(candidate.activations().get(0));
        Integer producer = producers.get(input);
        cut.cost(vertex, producer == null ? MinimumCut.SINK : producer, time(costs.behindFloats(candidate)));
        if (candidate.fusion().attracted() && graph.uses().only(input).isPresent()) {
            if (producer != null) {
                cut.cost(producer, vertex, MinimumCut.UNLIMITED);
            }
            graph.uses()
                    .only(candidate.node().output())
                    .filter(this::isIntegerUse)
                    .ifPresent(use -> cut.cost(vertex(use.node()), vertex, MinimumCut.UNLIMITED));
        }
    }

    /** What is added where a value computed on integers is multiplied with its Sigmoid on floats. */
    private void addGate(Node node) {
        Integer producer = costs.gateInput(node).map(producers::get).orElse(null);
        if (producer != null) {
            cut.cost(producer, vertices.getOrDefault(node, MinimumCut.SINK), time(costs.ofSplitGate(node)));
        }
    }

    /** A vertex that is on the source's side if one of the value's readers is. */
    private int anyReader(String value) {
        int any = cut.vertex();
        integerReaders(value).forEach(reader -> cut.cost(reader, any, MinimumCut.UNLIMITED));
        return any;
    }

    /** A vertex that is on the sink's side if one of the value's readers is. */
    private int allReaders(String value) {
        Set<Integer> readers = integerReaders(value);
        boolean hasFloatReader =
                graph.uses().isOutput(value) || graph.uses().of(value).stream().anyMatch(use -> !isIntegerUse(use));
        if (hasFloatReader) {
            return MinimumCut.SINK;
        }
        int all = cut.vertex();
        readers.forEach(reader -> cut.cost(all, reader, MinimumCut.UNLIMITED));
        return all;
    }

    private Set<Integer> integerReaders(String value) {
        Set<Integer> readers = new LinkedHashSet<>();
        graph.uses().of(value).stream().filter(this::isIntegerUse).forEach(use -> readers.add(vertex(use.node())));
        return readers;
    }

    private boolean isIntegerUse(Use use) {
        Candidate reader = candidates.get(use.node());
        return reader != null && reader.activations().contains(use.slot());
    }

    private int vertex(Node node) {
        return Objects.requireNonNull(vertices.get(node));
    }

    /** Picoseconds, so that small costs do not vanish. */
    private static long time(double nanoseconds) {
        return (long) Math.min(MinimumCut.UNLIMITED / 1e6, nanoseconds * 1000);
    }
}
