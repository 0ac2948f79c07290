package dev.octet.prepare.precision;

import dev.octet.graph.Attribute;
import dev.octet.graph.Graph;
import dev.octet.graph.Initializer;
import dev.octet.graph.Model;
import dev.octet.graph.Names;
import dev.octet.graph.Node;
import dev.octet.graph.Value;
import dev.octet.graph.ValueType.TensorType;
import dev.octet.tensor.ElementType;
import dev.octet.tensor.Tensor;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** A graph and its subgraphs, with binary32 wherever there was binary16. */
final class HalfGraph {
    /** Attributes that name an element type by its number: of Cast, ConstantOfShape's kin, and window functions. */
    private static final Set<String> TYPE_ATTRIBUTES = Set.of("to", "dtype", "output_datatype");

    /** What a value is called inside, where the name outside is kept by a Cast. */
    private final Map<String, String> renamed;

    private HalfGraph(Map<String, String> renamed) {
        this.renamed = renamed;
    }

    /** Whether anything in a graph is of binary16. */
    static boolean usesHalves(Graph graph) {
        return Stream.of(graph.inputs(), graph.outputs()).flatMap(List::stream).anyMatch(HalfGraph::isHalf)
                || graph.initializers().values().stream()
                        .anyMatch(initializer -> initializer.tensor().type() == ElementType.FLOAT16)
                || graph.nodes().stream().anyMatch(HalfGraph::usesHalves);
    }

    private static boolean usesHalves(Node node) {
        return node.attributes().entrySet().stream().anyMatch(entry -> isHalf(entry.getKey(), entry.getValue()))
                || node.subgraphs().stream().anyMatch(HalfGraph::usesHalves);
    }

    /** The main graph of a model, with a Cast at every input and output that stays binary16. */
    static Graph widen(Model model) {
        Graph graph = model.graph();
        Names names = Names.of(model);
        Map<String, String> renamed = new LinkedHashMap<>();
        Stream.of(graph.inputs(), graph.outputs())
                .flatMap(List::stream)
                .filter(HalfGraph::isHalf)
                .forEach(value -> renamed.computeIfAbsent(value.name(), name -> names.fresh(name + "/float")));
        HalfGraph inside = new HalfGraph(renamed);
        List<Node> nodes = new ArrayList<>();
        graph.inputs().stream()
                .filter(HalfGraph::isHalf)
                .forEach(input -> nodes.add(cast(input.name(), inside.name(input.name()), ElementType.FLOAT)));
        graph.nodes().forEach(node -> nodes.add(inside.widen(node)));
        graph.outputs().stream()
                .filter(output -> isHalf(output) && !graph.uses().isInput(output.name()))
                .forEach(output -> nodes.add(cast(inside.name(output.name()), output.name(), ElementType.FLOAT16)));
        List<Initializer> initializers = graph.initializers().values().stream()
                .map(initializer -> graph.uses().isInput(initializer.name()) ? initializer : inside.widen(initializer))
                .toList();
        return graph.toBuilder()
                .nodes(nodes)
                .initializers(initializers)
                .valueInfo(graph.valueInfo().values().stream()
                        .filter(value -> !renamed.containsKey(value.name()))
                        .map(HalfGraph::widen)
                        .toList())
                .build();
    }

    private static Node cast(String from, String to, ElementType type) {
        return Node.of("", "Cast", List.of(from), List.of(to), Map.of("to", Attribute.of((long) type.code())));
    }

    /** Inside a subgraph, a name that the subgraph defines itself is another value. */
    private Graph widenSubgraph(Graph graph) {
        Map<String, String> outer = new HashMap<>(renamed);
        outer.keySet().removeAll(graph.definedNames());
        HalfGraph inside = new HalfGraph(outer);
        return graph.toBuilder()
                .inputs(graph.inputs().stream().map(HalfGraph::widen).toList())
                .outputs(graph.outputs().stream()
                        .map(output -> widen(output).named(inside.name(output.name())))
                        .toList())
                .nodes(graph.nodes().stream().map(inside::widen).toList())
                .initializers(graph.initializers().values().stream()
                        .map(inside::widen)
                        .toList())
                .valueInfo(graph.valueInfo().values().stream()
                        .map(HalfGraph::widen)
                        .toList())
                .build();
    }

    private Node widen(Node node) {
        Map<String, Attribute> attributes = new LinkedHashMap<>(node.attributes());
        attributes.replaceAll((name, value) -> isHalf(name, value) ? widened(value) : value);
        return node.withAttributes(attributes)
                .withInputs(node.inputs().stream().map(this::name).toList())
                .withOutputs(node.outputs().stream().map(this::name).toList())
                .withSubgraphs(this::widenSubgraph);
    }

    private Initializer widen(Initializer initializer) {
        boolean isHalf = initializer.tensor().type() == ElementType.FLOAT16;
        return isHalf ? Initializer.of(name(initializer.name()), widened(initializer.tensor())) : initializer;
    }

    private String name(String value) {
        return renamed.getOrDefault(value, value);
    }

    private static Value widen(Value value) {
        return value.type() instanceof TensorType type && isHalf(value)
                ? Value.of(value.name(), new TensorType(ElementType.FLOAT, type.dimensions()))
                : value;
    }

    private static Attribute widened(Attribute attribute) {
        return attribute instanceof Attribute.TensorValue tensor
                ? Attribute.of(widened(tensor.value()))
                : Attribute.of((long) ElementType.FLOAT.code());
    }

    /** Exact, for every binary16 is a binary32. */
    private static Tensor widened(Tensor tensor) {
        return Tensor.ofFloats(tensor.shape(), tensor.toFloats());
    }

    private static boolean isHalf(Value value) {
        return value.type() instanceof TensorType type && type.element() == ElementType.FLOAT16;
    }

    private static boolean isHalf(String name, Attribute attribute) {
        if (attribute instanceof Attribute.TensorValue tensor) {
            return tensor.value().type() == ElementType.FLOAT16;
        }
        return attribute instanceof Attribute.IntValue number
                && TYPE_ATTRIBUTES.contains(name)
                && number.value() == ElementType.FLOAT16.code();
    }
}
