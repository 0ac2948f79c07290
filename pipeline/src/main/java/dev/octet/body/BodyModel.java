package dev.octet.body;

import dev.octet.graph.Graph;
import dev.octet.graph.Initializer;
import dev.octet.graph.Model;
import dev.octet.graph.Names;
import dev.octet.graph.Renaming;
import dev.octet.graph.Value;
import dev.octet.graph.ValueType;
import dev.octet.graph.ValueType.TensorType;
import dev.octet.tensor.Tensor;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * A body as a model of its own. What it captures comes in as inputs behind its own, or as initializers where it is
 * constant around the body.
 */
public final class BodyModel {
    /** The first version of the format in which an initializer need not be an input. */
    private static final long PLAIN_INITIALIZERS = 4;

    private final BodySite site;
    private final Map<String, Tensor> constants;
    private final List<String> captured;
    private final Model model;

    private BodyModel(BodySite site, Map<String, Tensor> constants, List<Value> captured, Model model) {
        this.site = site;
        this.constants = constants;
        this.captured = captured.stream().map(Value::name).toList();
        this.model = model;
    }

    /**
     * The body as a model.
     *
     * @param outer the model that holds the body
     * @param types types of the values of its main graph, as far as they are known
     */
    public static BodyModel of(Model outer, Map<String, ValueType> types, BodySite site) {
        Map<String, Tensor> constants = new LinkedHashMap<>();
        List<Value> captured = new ArrayList<>();
        for (String name : captures(site)) {
            Optional<Tensor> constant = outer.graph().constant(name);
            constant.ifPresent(tensor -> constants.put(name, tensor));
            if (constant.isEmpty()) {
                captured.add(Value.of(name, types.getOrDefault(name, ValueType.UNDECLARED)));
            }
        }
        List<Value> inputs = new ArrayList<>(new FormalInputs(site, types).typed());
        inputs.addAll(captured);
        List<Initializer> initializers =
                new ArrayList<>(site.body().initializers().values());
        constants.forEach((name, tensor) -> initializers.add(Initializer.of(name, tensor)));
        Graph graph = site.body().toBuilder()
                .inputs(inputs)
                .initializers(initializers)
                .build();
        Model model = outer.withGraph(graph).withIrVersion(Math.max(outer.irVersion(), PLAIN_INITIALIZERS));
        return new BodyModel(site, constants, captured, model);
    }

    private static List<String> captures(BodySite site) {
        return List.copyOf(site.holder()
                .withAttributes(Map.of(
                        site.attribute(),
                        Objects.requireNonNull(site.holder().attributes().get(site.attribute()))))
                .captures());
    }

    /** Where the body stands. */
    public BodySite site() {
        return site;
    }

    /** The body as a model. */
    public Model model() {
        return model;
    }

    /** Whether all that goes in is a tensor of a known type, so that it can run by itself. */
    public boolean isRunnable() {
        return model.graph().inputs().stream().allMatch(input -> input.type() instanceof TensorType);
    }

    /** The values that the body captures while it runs, which are inputs of the model. */
    public List<String> captured() {
        return captured;
    }

    /** This with types for its inputs as they were seen in runs of the body. */
    BodyModel withInputs(List<Value> inputs) {
        Model typed = model.withGraph(model.graph().toBuilder().inputs(inputs).build());
        List<Value> seen =
                inputs.stream().filter(input -> captured.contains(input.name())).toList();
        return new BodyModel(site, constants, seen, typed);
    }

    /**
     * What was made of this model, with names that are free in the whole model for all that was added.
     *
     * @param names gives such names
     */
    public Model renamed(Model changed, Names names) {
        Graph graph = changed.graph();
        Set<String> kept = new HashSet<>(model.graph().definedNames());
        kept.removeIf(name -> constants.containsKey(name) && !isCaptured(graph, name));
        Map<String, String> renamed = new HashMap<>();
        for (String name : graph.definedNames()) {
            if (!kept.contains(name)) {
                renamed.put(name, names.fresh(name));
            }
        }
        Renaming renaming = new Renaming(renamed);
        return changed.withGraph(graph.toBuilder()
                .nodes(graph.nodes().stream().map(renaming::apply).toList())
                .initializers(graph.initializers().values().stream()
                        .map(initializer ->
                                initializer.named(renamed.getOrDefault(initializer.name(), initializer.name())))
                        .toList())
                .valueInfo(List.of())
                .build());
    }

    /** The body again, after something was done with its model that kept its inputs and outputs. */
    public Graph body(Model changed) {
        Graph graph = changed.graph();
        return site.body().toBuilder()
                .nodes(graph.nodes())
                .initializers(graph.initializers().values().stream()
                        .filter(initializer -> !isCaptured(graph, initializer.name()))
                        .toList())
                .sparseInitializers(graph.sparseInitializers())
                .valueInfo(List.of())
                .build();
    }

    /** Whether an initializer is what the body captured, unchanged. */
    private boolean isCaptured(Graph graph, String name) {
        Initializer initializer = graph.initializers().get(name);
        return initializer != null && initializer.tensor().equals(constants.get(name));
    }
}
