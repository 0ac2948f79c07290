package dev.octet.smooth;

import dev.octet.graph.Graph;
import dev.octet.graph.Initializer;
import dev.octet.graph.Model;
import dev.octet.graph.Names;
import dev.octet.graph.Node;
import dev.octet.graph.ValueType;
import dev.octet.prepare.Prepared;
import dev.octet.tensor.Tensor;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A model some of whose constants get other elements, and whose scaled values get other names. */
final class ScaledModel {
    private final Model model;
    private final String suffix;
    private final Names names;
    private final IdentityHashMap<Node, Map<Integer, Tensor>> scaled = new IdentityHashMap<>();
    private final List<Initializer> added = new ArrayList<>();
    private final Map<String, String> renamed = new HashMap<>();

    /**
     * A model that nothing is scaled of yet.
     *
     * @param suffix what is put behind the names of scaled constants and values
     */
    ScaledModel(Model model, String suffix) {
        this.model = model;
        this.suffix = suffix;
        this.names = Names.of(model);
    }

    boolean isUnchanged() {
        return scaled.isEmpty();
    }

    /** Multiplies each channel of what a node reads; a constant scaled before is scaled again. */
    void scale(ChannelConstant constant, float[] factors) {
        Map<Integer, Tensor> slots = scaled.computeIfAbsent(constant.node(), node -> new TreeMap<>());
        Tensor before =
                slots.containsKey(constant.slot()) ? slots.get(constant.slot()) : constant.tensor(model.graph());
        slots.put(constant.slot(), constant.times(factors, before));
    }

    /** Gives a scaled value a new name, so that nobody takes it for what it was. */
    void rename(String value) {
        renamed.computeIfAbsent(value, old -> names.fresh(old + suffix));
    }

    Prepared result(Prepared prepared) {
        Graph graph = model.graph();
        List<Node> nodes = graph.nodes().stream()
                .map(node -> withNewNames(withConstants(node)))
                .toList();
        List<Initializer> initializers = new ArrayList<>(graph.initializers().values());
        initializers.addAll(added);
        Graph all = graph.toBuilder().nodes(nodes).initializers(initializers).build();
        List<Initializer> read = initializers.stream()
                .filter(initializer -> isKept(all, initializer.name()))
                .toList();
        Model result = model.withGraph(all.toBuilder().initializers(read).build());
        Map<String, ValueType> types = new LinkedHashMap<>();
        prepared.types().forEach((value, type) -> types.put(newName(value), type));
        return new Prepared(result, prepared.trace(), prepared.notes(), types);
    }

    private Node withConstants(Node node) {
        Node changed = node;
        for (Map.Entry<Integer, Tensor> slot :
                scaled.getOrDefault(node, Map.of()).entrySet()) {
            String name = names.fresh(node.inputs().get(slot.getKey()) + suffix);
            added.add(Initializer.of(name, slot.getValue()));
            changed = changed.withInput(slot.getKey(), name);
        }
        return changed;
    }

    private Node withNewNames(Node node) {
        Node read = node.withInputs(node.inputs().stream().map(this::newName).toList());
        return read.withOutputs(node.outputs().stream().map(this::newName).toList());
    }

    private String newName(String value) {
        return renamed.getOrDefault(value, value);
    }

    private boolean isKept(Graph all, String initializer) {
        return all.uses().count(initializer) > 0
                || all.uses().isInput(initializer)
                || model.graph().uses().count(initializer) == 0;
    }
}
