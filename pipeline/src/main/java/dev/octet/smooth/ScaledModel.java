package dev.octet.smooth;

import dev.octet.graph.Graph;
import dev.octet.graph.Initializer;
import dev.octet.graph.Model;
import dev.octet.graph.Names;
import dev.octet.graph.Node;
import dev.octet.graph.ValueType;
import dev.octet.prepare.Prepared;
import dev.octet.tensor.Shape;
import dev.octet.tensor.Tensor;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** A model some of whose constants or values are scaled; scaled values get other names. */
final class ScaledModel {
    private final Model model;
    private final String suffix;
    private final Names names;
    private final IdentityHashMap<Node, Map<Integer, Tensor>> scaled = new IdentityHashMap<>();
    private final List<Initializer> added = new ArrayList<>();
    /** What follows a node, by the node. */
    private final IdentityHashMap<Node, Node> inserted = new IdentityHashMap<>();
    /** What a node reads first instead of what it read, by the node. */
    private final IdentityHashMap<Node, String> redirected = new IdentityHashMap<>();

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

    /**
     * Multiplies the channels of a value by a node of its own, for some of its readers.
     *
     * @param readers nodes whose first input it is
     * @param factors one for each element of the value's last dimension
     */
    void multiply(String value, Node producer, List<Node> readers, float[] factors) {
        String product = names.fresh(value + suffix);
        String constant = names.fresh(product + "_factors");
        added.add(Initializer.of(constant, Tensor.ofFloats(Shape.of(factors.length), factors)));
        inserted.put(
                producer,
                Node.of(names.fresh(product + "_Mul"), "Mul", List.of(value, constant), List.of(product), Map.of()));
        readers.forEach(reader -> redirected.put(reader, product));
    }

    /** Gives a scaled value a new name, so that nobody takes it for what it was. */
    void rename(String value) {
        renamed.computeIfAbsent(value, old -> names.fresh(old + suffix));
    }

    Prepared result(Prepared prepared) {
        Graph graph = model.graph();
        List<Node> nodes = graph.nodes().stream()
                .flatMap(node -> Stream.concat(Stream.of(node), Stream.ofNullable(inserted.get(node))))
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
        inserted.values()
                .forEach(product -> Optional.ofNullable(
                                prepared.types().get(product.inputs().get(0)))
                        .ifPresent(type -> types.put(product.output(), type)));
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
        String first = redirected.get(node);
        return first == null ? changed : changed.withInput(0, first);
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
