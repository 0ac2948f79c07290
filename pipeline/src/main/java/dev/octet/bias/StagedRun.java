package dev.octet.bias;

import dev.octet.graph.Graph;
import dev.octet.graph.Initializer;
import dev.octet.graph.Model;
import dev.octet.graph.Node;
import dev.octet.graph.Value;
import dev.octet.graph.ValueType;
import dev.octet.graph.ValueType.TensorType;
import dev.octet.runtime.OptimizationLevel;
import dev.octet.runtime.Session;
import dev.octet.runtime.SessionSettings;
import dev.octet.tensor.Tensor;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Runs samples through a model in stages, so that a result can be changed before anything reads it, at the price of one
 * run for all changes together. Values that later stages read are kept between stages.
 */
final class StagedRun {
    /**
     * Stages are so short that to optimize them would take longer than to run them. Samples run side by side instead.
     */
    private static final SessionSettings SETTINGS =
            SessionSettings.defaults().withLevel(OptimizationLevel.BASIC).withThreads(1);

    private final Model model;
    private final Graph graph;
    private final long memory;
    /** By the value: the place of the last node that reads it. */
    private final Map<String, Integer> lastReader = new HashMap<>();

    private final List<Map<String, Tensor>> kept = new ArrayList<>();
    private int next;

    /**
     * Starts in front of the first node.
     *
     * @param samples the model's inputs, one or more times
     * @param memory bytes that kept values may take; where they take more, the last samples are given up, but one
     */
    StagedRun(Model model, List<Map<String, Tensor>> samples, long memory) {
        this.model = model;
        this.graph = model.graph();
        this.memory = memory;
        samples.forEach(inputs -> kept.add(new LinkedHashMap<>(inputs)));
        List<Node> nodes = graph.nodes();
        for (int place = 0; place < nodes.size(); place++) {
            for (String value : reads(nodes.get(place))) {
                lastReader.put(value, place);
            }
        }
    }

    /**
     * Runs on until a node has run.
     *
     * @param node one that has not run yet, with one output
     * @return its result for each sample that there still is; empty if something in front of it gives no tensor
     */
    List<Tensor> runTo(Node node) {
        int end = graph.nodes().indexOf(node);
        List<Node> stage = graph.nodes().subList(next, end + 1);
        Set<String> results = new LinkedHashSet<>();
        for (Node each : stage) {
            each.outputs().stream()
                    .filter(value -> lastReader.getOrDefault(value, -1) > end)
                    .forEach(results::add);
        }
        results.add(node.output());
        if (!run(stage, results)) {
            return List.of();
        }
        next = end + 1;
        forget(node.output());
        return kept.stream()
                .map(values -> Objects.requireNonNull(values.get(node.output())))
                .toList();
    }

    /** Puts other tensors in the place of the result that was given last, one for each sample. */
    void replace(String value, List<Tensor> tensors) {
        for (int sample = 0; sample < kept.size(); sample++) {
            kept.get(sample).put(value, tensors.get(sample));
        }
    }

    private boolean run(List<Node> stage, Set<String> results) {
        Optional<Model> part = part(stage, results);
        if (part.isEmpty()) {
            return false;
        }
        try (Session session = Session.open(part.get(), SETTINGS)) {
            kept.parallelStream().forEach(values -> values.putAll(session.run(given(session, values))));
        }
        return kept.stream().allMatch(values -> values.keySet().containsAll(results));
    }

    private static Map<String, Tensor> given(Session session, Map<String, Tensor> values) {
        Map<String, Tensor> given = new LinkedHashMap<>();
        session.inputs().forEach(input -> given.put(input.name(), Objects.requireNonNull(values.get(input.name()))));
        return given;
    }

    /** The stage as a model; empty if it reads something that is neither kept nor constant. */
    private Optional<Model> part(List<Node> stage, Set<String> results) {
        Set<String> computed = new LinkedHashSet<>();
        Map<String, Value> inputs = new LinkedHashMap<>();
        Map<String, Initializer> constants = new LinkedHashMap<>();
        for (Node node : stage) {
            for (String value : reads(node)) {
                Initializer constant = graph.initializers().get(value);
                Tensor known = kept.get(0).get(value);
                if (constant != null) {
                    constants.put(value, constant);
                } else if (known != null) {
                    inputs.put(value, Value.of(value, new TensorType(known.type(), Optional.empty())));
                } else if (!computed.contains(value)) {
                    return Optional.empty();
                }
            }
            computed.addAll(node.outputs());
        }
        return Optional.of(model.withGraph(Graph.builder(graph.name())
                .nodes(stage)
                .inputs(List.copyOf(inputs.values()))
                .initializers(constants.values())
                .outputs(results.stream()
                        .map(name -> Value.of(name, ValueType.UNDECLARED))
                        .toList())
                .build()));
    }

    private void forget(String result) {
        for (Map<String, Tensor> values : kept) {
            values.keySet().removeIf(value -> !value.equals(result) && lastReader.getOrDefault(value, -1) < next);
        }
        long bytes = kept.stream().mapToLong(StagedRun::bytes).sum();
        while (bytes > memory && kept.size() > 1) {
            bytes -= bytes(kept.remove(kept.size() - 1));
        }
    }

    private static long bytes(Map<String, Tensor> values) {
        return values.values().stream()
                .mapToLong(tensor -> tensor.data().byteSize())
                .sum();
    }

    private static Set<String> reads(Node node) {
        Set<String> reads = new LinkedHashSet<>(node.inputs());
        reads.addAll(node.captures());
        reads.remove("");
        return reads;
    }
}
