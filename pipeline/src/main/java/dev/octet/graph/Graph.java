package dev.octet.graph;

import dev.octet.tensor.Tensor;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * A graph of nodes, immutable. Changing one makes another that shares nodes and tensors with it.
 *
 * <p>Nodes stand in topological order. Values are known by name; each name is defined once: by an input, an
 * initializer, or an output of a node. An initializer may also be listed as an input: in IR version 3 it has to be,
 * from 4 on the caller may then override it.
 */
public final class Graph {
    private final String name;
    private final List<Value> inputs;
    private final List<Value> outputs;
    private final List<Node> nodes;
    private final Map<String, Initializer> initializers;
    private final Set<String> sparseInitializers;
    private final Map<String, Value> valueInfo;
    private final Origin origin;
    private final Uses uses;

    private Graph(Builder builder) {
        name = builder.name;
        inputs = List.copyOf(builder.inputs);
        outputs = List.copyOf(builder.outputs);
        nodes = List.copyOf(builder.nodes);
        initializers = Collections.unmodifiableMap(builder.initializers);
        sparseInitializers = Collections.unmodifiableSet(builder.sparseInitializers);
        valueInfo = Collections.unmodifiableMap(builder.valueInfo);
        origin = builder.origin;
        uses = new Uses(this);
    }

    /** A builder that starts from nothing. */
    public static Builder builder(String name) {
        return new Builder(name);
    }

    /** A builder that starts from this graph. */
    public Builder toBuilder() {
        return new Builder(name)
                .inputs(inputs)
                .outputs(outputs)
                .nodes(nodes)
                .initializers(initializers.values())
                .sparseInitializers(sparseInitializers)
                .valueInfo(valueInfo.values())
                .origin(origin);
    }

    /** The graph's name. */
    public String name() {
        return name;
    }

    /** The inputs in order, initializers listed as inputs among them. */
    public List<Value> inputs() {
        return inputs;
    }

    /** The inputs that a caller has to give: those without an initializer. */
    public List<Value> requiredInputs() {
        return inputs.stream()
                .filter(input -> !initializers.containsKey(input.name()))
                .toList();
    }

    /** The outputs in order. */
    public List<Value> outputs() {
        return outputs;
    }

    /** The nodes in topological order. */
    public List<Node> nodes() {
        return nodes;
    }

    /** The initializers by name, in the order of the file. */
    public Map<String, Initializer> initializers() {
        return initializers;
    }

    /** Names of the sparse initializers, which are kept but not modelled. */
    public Set<String> sparseInitializers() {
        return sparseInitializers;
    }

    /** Types noted in the file for values in between, by name. */
    public Map<String, Value> valueInfo() {
        return valueInfo;
    }

    /** What else the file said. */
    public Origin origin() {
        return origin;
    }

    /** Who defines and who reads each value of this graph. */
    public Uses uses() {
        return uses;
    }

    /** The tensor of a value that no caller can change: an initializer that is not also an input. */
    public Optional<Tensor> constant(String value) {
        Initializer found = initializers.get(value);
        return found == null || uses.isInput(value) ? Optional.empty() : Optional.of(found.tensor());
    }

    /** All names that this graph itself defines. */
    public Set<String> definedNames() {
        Set<String> names = new LinkedHashSet<>();
        inputs.forEach(input -> names.add(input.name()));
        names.addAll(initializers.keySet());
        names.addAll(sparseInitializers);
        nodes.forEach(node -> names.addAll(node.outputs()));
        names.remove("");
        return names;
    }

    /** This graph with every node replaced by the result of a function. */
    public Graph mapNodes(UnaryOperator<Node> change) {
        return toBuilder().nodes(nodes.stream().map(change).toList()).build();
    }

    @Override
    public String toString() {
        return "graph '%s' (%d nodes, %d initializers)".formatted(name, nodes.size(), initializers.size());
    }

    /** Collects the parts of a graph. */
    public static final class Builder {
        private final String name;
        private List<Value> inputs = List.of();
        private List<Value> outputs = List.of();
        private List<Node> nodes = List.of();
        private Map<String, Initializer> initializers = new LinkedHashMap<>();
        private Set<String> sparseInitializers = new LinkedHashSet<>();
        private Map<String, Value> valueInfo = new LinkedHashMap<>();
        private Origin origin = Origin.NONE;

        private Builder(String name) {
            this.name = name;
        }

        /** Sets the inputs. */
        public Builder inputs(List<Value> values) {
            inputs = values;
            return this;
        }

        /** Sets the outputs. */
        public Builder outputs(List<Value> values) {
            outputs = values;
            return this;
        }

        /** Sets the nodes, which have to be in topological order. */
        public Builder nodes(List<Node> values) {
            nodes = values;
            return this;
        }

        /** Sets the initializers; of two with one name the later wins. */
        public Builder initializers(Collection<Initializer> values) {
            initializers = byName(values, Initializer::name);
            return this;
        }

        /** Sets the names of sparse initializers. */
        public Builder sparseInitializers(Collection<String> names) {
            sparseInitializers = new LinkedHashSet<>(names);
            return this;
        }

        /** Sets the noted types of values in between. */
        public Builder valueInfo(Collection<Value> values) {
            valueInfo = byName(values, Value::name);
            return this;
        }

        /** Sets what else the file said. */
        public Builder origin(Origin value) {
            origin = value;
            return this;
        }

        /** The graph. */
        public Graph build() {
            return new Graph(this);
        }

        private static <T> Map<String, T> byName(Collection<T> values, Function<T, String> name) {
            return values.stream()
                    .collect(Collectors.toMap(name, value -> value, (first, second) -> second, LinkedHashMap::new));
        }
    }
}
