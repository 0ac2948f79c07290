package dev.octet.smooth;

import dev.octet.calibrate.data.DataSource;
import dev.octet.graph.Graph;
import dev.octet.graph.Model;
import dev.octet.graph.Node;
import dev.octet.graph.ValueType;
import dev.octet.prepare.Prepared;
import dev.octet.rewrite.RulePass;
import dev.octet.runtime.TypeInference;
import dev.octet.tensor.Tensor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Multiplies in floating point the few channels that would set the range of a value, or the steps of a weight, for all
 * the others. Where {@link Smoothing} can make such channels smaller, that takes less time, so normalized values are
 * left to it.
 */
public final class Outliers {
    /** The name in reports. */
    public static final String NAME = "SplitOutliers";

    /** To read and write the value twice more takes the time that integers save on so many columns of the weight. */
    private static final int FEWEST_COLUMNS = 128;

    private Outliers() {}

    /**
     * The model with its products split where samples show that this helps; it computes the same but for the order of
     * summation. The trace gets a line for each of them.
     *
     * @param constants inputs that are the same for every sample
     * @param quantized products that will be quantized
     */
    public static Prepared split(
            Prepared prepared, DataSource data, Map<String, Tensor> constants, Set<Node> quantized) {
        Model model = prepared.model();
        Graph graph = model.graph();
        List<ChannelConstant> weights = weights(graph, quantized);
        if (weights.isEmpty()) {
            return prepared;
        }
        Map<String, Integer> values = new LinkedHashMap<>();
        weights.forEach(weight -> values.put(value(weight), weight.channels(graph)));
        Map<String, ChannelStatistics> statistics = SeenChannels.of(model, values, data, constants);
        Map<String, List<Integer>> taken = new LinkedHashMap<>();
        for (ChannelConstant weight : weights) {
            ChannelStatistics seen = Objects.requireNonNull(statistics.get(value(weight)));
            if (seen.isComplete()) {
                taken.put(weight.node().output(), new OutlierChannels(seen, WeightRows.of(weight, graph)).best());
            }
        }
        taken.values().removeIf(List::isEmpty);
        if (taken.isEmpty()) {
            return prepared;
        }
        Model split = new RulePass(List.of(new SplitProduct(taken))).apply(model, prepared.trace());
        Map<String, ValueType> types = new LinkedHashMap<>(prepared.types());
        TypeInference.infer(split).forEach(types::putIfAbsent);
        return new Prepared(split, prepared.trace(), prepared.notes(), types);
    }

    /** Of values that one product alone reads, and that neither a normalization nor the caller gives. */
    private static List<ChannelConstant> weights(Graph graph, Set<Node> quantized) {
        Set<String> normalized =
                SmoothSites.of(graph).stream().map(SmoothSite::value).collect(Collectors.toSet());
        List<ChannelConstant> weights = new ArrayList<>();
        for (Node node : graph.nodes()) {
            if (quantized.contains(node)
                    && graph.uses().only(node.inputs().get(0)).isPresent()
                    && graph.uses().producer(node.inputs().get(0)).isPresent()
                    && !normalized.contains(node.inputs().get(0))) {
                ChannelConstant.ofProduct(node, graph)
                        .filter(weight -> columns(weight, graph) >= FEWEST_COLUMNS)
                        .ifPresent(weights::add);
            }
        }
        return weights;
    }

    private static long columns(ChannelConstant weight, Graph graph) {
        return weight.tensor(graph).elementCount() / weight.channels(graph);
    }

    private static String value(ChannelConstant weight) {
        return weight.node().inputs().get(0);
    }
}
