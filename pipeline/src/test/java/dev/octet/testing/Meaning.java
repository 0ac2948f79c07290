package dev.octet.testing;

import dev.octet.graph.Dimension;
import dev.octet.graph.Graph;
import dev.octet.graph.Initializer;
import dev.octet.graph.Model;
import dev.octet.graph.Value;
import dev.octet.graph.ValueType.TensorType;
import dev.octet.runtime.OptimizationLevel;
import dev.octet.runtime.Session;
import dev.octet.runtime.SessionSettings;
import dev.octet.tensor.Shape;
import dev.octet.tensor.Tensor;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Runs two models that should compute the same on seeded inputs, without optimizations, and compares the results. */
final class Meaning {
    private static final long RUNS = 3;
    private static final SessionSettings PLAIN =
            SessionSettings.defaults().withLevel(OptimizationLevel.NONE).withThreads(1);

    private final Model before;
    private final Model after;
    private final double tolerance;
    private final Map<String, Tensor> fixed;

    Meaning(Model before, Model after, double tolerance, Map<String, Tensor> fixed) {
        this.before = before;
        this.after = after;
        this.tolerance = tolerance;
        this.fixed = fixed;
    }

    void check() {
        compare(before, after);
        if (before.irVersion() >= 4 && hasDefaults(before.graph())) {
            compare(withoutDefaults(before), withoutDefaults(after));
        }
    }

    private static boolean hasDefaults(Graph graph) {
        return graph.requiredInputs().size() < graph.inputs().size();
    }

    /** Whoever runs the model may give other elements, so the models must also agree on those. */
    private static Model withoutDefaults(Model model) {
        Graph graph = model.graph();
        List<Initializer> kept = graph.initializers().values().stream()
                .filter(initializer -> !graph.uses().isInput(initializer.name()))
                .toList();
        return model.withGraph(graph.toBuilder().initializers(kept).build());
    }

    private void compare(Model original, Model changed) {
        try (Session first = Session.open(original, PLAIN);
                Session second = Session.open(changed, PLAIN)) {
            for (long seed = 1; seed <= RUNS; seed++) {
                Map<String, Tensor> inputs = inputs(original.graph().requiredInputs(), seed);
                compare(seed, inputs, first.run(inputs), second.run(inputs));
            }
        }
    }

    private Map<String, Tensor> inputs(List<Value> declared, long seed) {
        Map<String, Tensor> inputs = new LinkedHashMap<>();
        for (Value input : declared) {
            Tensor given = fixed.get(input.name());
            inputs.put(input.name(), given == null ? random(input, seed) : given);
        }
        return inputs;
    }

    private static Tensor random(Value input, long seed) {
        if (!(input.type() instanceof TensorType type)) {
            throw new IllegalArgumentException("No random input for " + input);
        }
        long[] sizes = type.dimensions().orElse(List.of()).stream()
                .mapToLong(dimension -> size(dimension, seed))
                .toArray();
        return RandomTensors.random(type.element(), Shape.of(sizes), seed, input.name());
    }

    /** A dimension that is not declared has another size in each run, at least 1. */
    private static long size(Dimension dimension, long seed) {
        return dimension instanceof Dimension.Known known ? known.size() : seed;
    }

    private void compare(long seed, Map<String, Tensor> inputs, Map<String, Tensor> one, Map<String, Tensor> other) {
        StructureMatch.expect("outputs", one.keySet(), other.keySet());
        one.forEach((name, wanted) -> {
            Tensor found = Optional.ofNullable(other.get(name)).orElseThrow();
            TensorDifference.between(wanted, found, tolerance).ifPresent(difference -> {
                throw new AssertionError("The graphs compute different values for '%s': %s%nseed %d, inputs%n%s"
                                .formatted(name, difference, seed, shown(inputs))
                        + "original result%n%schanged result%n%s".formatted(shown(one), shown(other))
                        + "original%n%s%nchanged%n%s".formatted(GraphText.summary(before), GraphText.summary(after)));
            });
        });
    }

    private static String shown(Map<String, Tensor> tensors) {
        return tensors.entrySet().stream()
                .map(entry -> "  %s = %s {%s}%n"
                        .formatted(
                                entry.getKey(),
                                entry.getValue(),
                                String.join(
                                        ", ",
                                        TensorLiteral.words(entry.getValue()).stream()
                                                .limit(64)
                                                .toList())))
                .collect(Collectors.joining());
    }
}
