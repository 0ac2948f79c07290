package dev.octet.compare.layers;

import dev.octet.graph.Attribute;
import dev.octet.graph.Graph;
import dev.octet.graph.Initializer;
import dev.octet.graph.Model;
import dev.octet.graph.Names;
import dev.octet.graph.Node;
import dev.octet.graph.Operator;
import dev.octet.graph.Origin;
import dev.octet.graph.Value;
import dev.octet.graph.ValueType;
import dev.octet.tensor.ElementType;
import dev.octet.tensor.Shape;
import dev.octet.tensor.Tensor;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The float model with a switch at each matching point, so that one session measures them all, each alone or several
 * together.
 *
 * <pre>{@code
 * x = Conv(...)   ->   x_exact = Conv(...)
 *                      on_i = Gather(selected, i)
 *                      x = If(on_i) {DequantizeLinear(QuantizeLinear(x_exact))} else {Identity(x_exact)}
 * W = ...         ->   W = If(on_j) {DequantizeLinear(W_codes)} else {Identity(W_exact)}
 * }</pre>
 *
 * <p>If runs only the branch taken, so a run costs one of the float model and a copy of what is switched. The operators
 * are those of ONNX Runtime's own domain, which take the parameters of every version of ONNX's.
 */
final class SwitchedModel {
    private static final String SELECTED = "octet/selected";

    private final Model reference;
    private final Graph quantized;
    private final Names names;
    private final Map<String, String> renamed = new HashMap<>();
    private final List<String> points = new ArrayList<>();
    private final Map<String, List<Node>> switches = new LinkedHashMap<>();
    private final List<Initializer> initializers = new ArrayList<>();

    private SwitchedModel(Model reference, Model quantized) {
        this.reference = reference;
        this.quantized = quantized.graph();
        this.names = Names.of(reference);
    }

    /**
     * The model to run, and how.
     *
     * @param model the float model with switches
     * @param selector the input that takes a truth value for each point: whether it is quantized
     * @param points number of points
     * @param inputs the names of the float model's inputs in this model, where they changed
     */
    record Switched(Model model, String selector, int points, Map<String, String> inputs) {
        /** What the selector is to be given so that these points are quantized, and no other. */
        Tensor selecting(Collection<Integer> chosen) {
            byte[] selected = new byte[points];
            chosen.forEach(point -> selected[point] = 1);
            return Tensor.ofBytes(ElementType.BOOL, Shape.of(points), selected);
        }
    }

    /** Builds the model; points are numbered from 0, tensors first. */
    static Switched of(Model reference, Model quantized, List<QuantizedTensor> tensors, List<QuantizedWeight> weights) {
        SwitchedModel building = new SwitchedModel(reference, quantized);
        tensors.forEach(building::addTensor);
        weights.forEach(building::addWeight);
        return building.build();
    }

    private void addTensor(QuantizedTensor tensor) {
        String exact = rename(tensor.name());
        List<String> parameters = tensor.quantize().inputs().stream()
                .skip(1)
                .map(name -> name.isEmpty() ? name : copy(name))
                .toList();
        String codes = names.fresh(tensor.name() + "/codes");
        String output = names.fresh(tensor.name() + "/alone");
        List<Node> nodes = List.of(
                contrib(tensor.quantize(), "QuantizeLinear", with(exact, parameters), codes),
                contrib(tensor.quantize(), "DequantizeLinear", with(codes, parameters), output));
        addSwitch(tensor.name(), exact, nodes, output);
    }

    private void addWeight(QuantizedWeight weight) {
        String exact = rename(weight.name());
        String output = names.fresh(weight.name() + "/alone");
        List<String> inputs = weight.dequantize().inputs().stream()
                .map(name -> name.isEmpty() ? name : copy(name))
                .toList();
        addSwitch(
                weight.name(),
                exact,
                List.of(contrib(weight.dequantize(), "DequantizeLinear", inputs, output)),
                output);
    }

    private String rename(String value) {
        String exact = names.fresh(value + "/exact");
        renamed.put(value, exact);
        points.add(value);
        return exact;
    }

    /** Takes a constant of the quantized model over. */
    private String copy(String constant) {
        String name = names.fresh(constant + "/copy");
        initializers.add(Initializer.of(name, quantized.constant(constant).orElseThrow()));
        return name;
    }

    private static List<String> with(String first, List<String> rest) {
        List<String> all = new ArrayList<>(List.of(first));
        all.addAll(rest);
        return all;
    }

    private static Node contrib(Node original, String type, List<String> inputs, String output) {
        Map<String, Attribute> attributes = new LinkedHashMap<>(original.attributes());
        attributes.keySet().retainAll(List.of("axis", "block_size"));
        return new Node("", new Operator(Operator.MICROSOFT, type), inputs, List.of(output), attributes, Origin.NONE);
    }

    private void addSwitch(String value, String exact, List<Node> nodes, String output) {
        String copy = names.fresh(value + "/copy");
        Node otherwise = Node.of("", "Identity", List.of(exact), List.of(copy), Map.of());
        Map<String, Attribute> branches = new LinkedHashMap<>();
        branches.put("then_branch", new Attribute.GraphValue(branch(nodes, output)));
        branches.put("else_branch", new Attribute.GraphValue(branch(List.of(otherwise), copy)));
        String number = names.fresh("octet/number");
        String on = names.fresh("octet/on");
        initializers.add(Initializer.of(number, Tensor.ofLongs(Shape.SCALAR, switches.size())));
        switches.put(
                value,
                List.of(
                        Node.of("", "Gather", List.of(SELECTED, number), List.of(on), Map.of()),
                        Node.of("", "If", List.of(on), List.of(value), branches)));
    }

    private static Graph branch(List<Node> nodes, String output) {
        return Graph.builder("branch")
                .nodes(nodes)
                .outputs(List.of(Value.of(output, ValueType.UNDECLARED)))
                .build();
    }

    private Switched build() {
        Graph graph = reference.graph();
        List<Node> nodes = new ArrayList<>();
        List<Value> inputs = new ArrayList<>();
        Map<String, String> inputNames = new LinkedHashMap<>();
        for (Value input : graph.inputs()) {
            String name = renamed.getOrDefault(input.name(), input.name());
            if (!graph.initializers().containsKey(input.name())) {
                inputs.add(input.named(name));
                inputNames.put(input.name(), name);
                addSwitchOf(input.name(), nodes);
            }
        }
        graph.initializers().values().forEach(initializer -> {
            String name = renamed.getOrDefault(initializer.name(), initializer.name());
            initializers.add(new Initializer(name, initializer.tensor(), Origin.NONE));
            addSwitchOf(initializer.name(), nodes);
        });
        for (Node node : graph.nodes()) {
            nodes.add(node.withOutputs(node.outputs().stream()
                    .map(output -> renamed.getOrDefault(output, output))
                    .toList()));
            node.outputs().forEach(output -> addSwitchOf(output, nodes));
        }
        inputs.add(Value.of(SELECTED, ValueType.tensor(ElementType.BOOL, Shape.of(switches.size()))));
        Graph switched = graph.toBuilder()
                .inputs(inputs)
                .nodes(nodes)
                .initializers(initializers)
                .valueInfo(List.of())
                .build();
        return new Switched(withContribDomain(switched), SELECTED, switches.size(), inputNames);
    }

    private void addSwitchOf(String value, List<Node> nodes) {
        Optional.ofNullable(switches.get(value)).ifPresent(nodes::addAll);
    }

    private Model withContribDomain(Graph graph) {
        Map<String, Long> imports = new LinkedHashMap<>(reference.opsetImports());
        imports.putIfAbsent(Operator.MICROSOFT, 1L);
        return new Model(
                graph, reference.irVersion(), imports, reference.functions(), reference.metadata(), reference.origin());
    }
}
