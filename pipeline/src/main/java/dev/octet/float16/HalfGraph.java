package dev.octet.float16;

import dev.octet.graph.Attribute;
import dev.octet.graph.Graph;
import dev.octet.graph.Initializer;
import dev.octet.graph.Model;
import dev.octet.graph.Names;
import dev.octet.graph.Node;
import dev.octet.graph.Value;
import dev.octet.graph.ValueType.TensorType;
import dev.octet.tensor.ElementType;
import dev.octet.tensor.Shape;
import dev.octet.tensor.Tensor;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Writes a main graph as planned: constants in the types that they are read in, and a Cast where a value is read in
 * another type than it is computed in.
 *
 * <p>A value keeps its name in the type that it is computed in, unless the name is that of an output or is read inside
 * a subgraph: these are binary32.
 */
final class HalfGraph {
    private final Graph graph;
    private final PrecisionPlan plan;
    private final ConstantFacts constants;
    private final Names names;
    private final Set<String> readAsFloat = new HashSet<>();
    private final Set<String> readAsHalf = new HashSet<>();
    private final Set<String> nameStays = new HashSet<>();
    private final Set<String> computedAsHalf = new HashSet<>();
    private final Map<String, String> halfNames = new HashMap<>();
    private final Map<String, String> floatNames = new HashMap<>();

    private HalfGraph(Model model, PrecisionPlan plan, ConstantFacts constants) {
        this.graph = model.graph();
        this.plan = plan;
        this.constants = constants;
        this.names = Names.of(model);
    }

    static Graph write(Model model, PrecisionPlan plan, ConstantFacts constants) {
        HalfGraph half = new HalfGraph(model, plan, constants);
        half.findReads();
        half.chooseNames();
        return half.graph.toBuilder()
                .initializers(half.initializers())
                .nodes(half.nodes())
                .valueInfo(half.valueInfo())
                .build();
    }

    private void findReads() {
        graph.outputs().forEach(output -> nameStays.add(output.name()));
        for (Node node : graph.nodes()) {
            nameStays.addAll(node.captures());
            Precision precision = plan.of(node).precision();
            node.inputs().stream().filter(plan::isFloat).forEach(name -> {
                boolean stored = graph.initializers().containsKey(name);
                if (precision == Precision.FLOAT16) {
                    readAsHalf.add(name);
                } else if (precision == Precision.FLOAT32 || stored) {
                    readAsFloat.add(name);
                }
            });
            for (int slot = 0; slot < node.outputs().size(); slot++) {
                if (plan.isHalf(node, slot)) {
                    computedAsHalf.add(node.outputs().get(slot));
                }
            }
        }
        nameStays.stream().filter(plan::isFloat).forEach(readAsFloat::add);
    }

    private void chooseNames() {
        Stream.concat(readAsHalf.stream(), computedAsHalf.stream())
                .distinct()
                .sorted()
                .forEach(name -> halfNames.put(name, keepsNameAsHalf(name) ? name : names.fresh(name + "/half")));
        computedAsHalf.stream()
                .filter(name -> readAsFloat.contains(name) && !nameStays.contains(name))
                .sorted()
                .forEach(name -> floatNames.put(name, names.fresh(name + "/float")));
    }

    private boolean keepsNameAsHalf(String name) {
        return !nameStays.contains(name)
                && (computedAsHalf.contains(name) || (graph.constant(name).isPresent() && !readAsFloat.contains(name)));
    }

    private List<Initializer> initializers() {
        List<Initializer> written = new ArrayList<>();
        for (Initializer initializer : graph.initializers().values()) {
            String name = initializer.name();
            boolean constant = graph.constant(name).isPresent();
            boolean half = constant && readAsHalf.contains(name);
            Tensor tensor = constant && constants.isMask(name) ? HalfData.clamped(initializer.tensor()) : null;
            if (half) {
                written.add(Initializer.of(
                        halfName(name), HalfData.of(name, tensor == null ? initializer.tensor() : tensor)));
            }
            if (!half || readAsFloat.contains(name)) {
                written.add(tensor == null ? initializer : Initializer.of(name, tensor));
            }
        }
        return written;
    }

    private List<Node> nodes() {
        List<Node> written = new ArrayList<>();
        graph.inputs().forEach(input -> addCasts(input.name(), written));
        for (Node node : graph.nodes()) {
            written.add(written(node));
            node.outputs().forEach(output -> addCasts(output, written));
        }
        return written;
    }

    private void addCasts(String value, List<Node> written) {
        if (computedAsHalf.contains(value)) {
            if (readAsFloat.contains(value)) {
                written.add(cast(halfName(value), floatName(value), ElementType.FLOAT));
            }
        } else if (readAsHalf.contains(value)) {
            written.add(cast(value, halfName(value), ElementType.FLOAT16));
        }
    }

    private static Node cast(String from, String to, ElementType type) {
        return Node.of("", "Cast", List.of(from), List.of(to), Map.of("to", Attribute.of((long) type.code())));
    }

    private Node written(Node node) {
        Precision precision = plan.of(node).precision();
        List<String> inputs = node.inputs().stream()
                .map(name -> plan.isFloat(name) ? read(name, precision) : name)
                .toList();
        List<String> outputs = node.outputs().stream()
                .map(name -> computedAsHalf.contains(name) ? halfName(name) : name)
                .toList();
        return node.withInputs(inputs)
                .withOutputs(outputs)
                .withAttributes(precision == Precision.FLOAT16 ? halfAttributes(node) : node.attributes());
    }

    private String read(String name, Precision precision) {
        return switch (precision) {
            case FLOAT16 -> halfName(name);
            case FLOAT32 -> floatName(name);
            case EITHER -> computedAsHalf.contains(name) ? halfName(name) : name;
        };
    }

    private String halfName(String name) {
        return halfNames.getOrDefault(name, name);
    }

    private String floatName(String name) {
        return floatNames.getOrDefault(name, name);
    }

    /** Attributes that make binary32, named or by default, make binary16. */
    private static Map<String, Attribute> halfAttributes(Node node) {
        Map<String, Attribute> attributes = new LinkedHashMap<>(node.attributes());
        attributes.computeIfPresent("to", (name, value) -> half(value));
        if (node.is("ConstantOfShape")) {
            Tensor filler = attributes.get("value") instanceof Attribute.TensorValue value
                    ? value.value()
                    : Tensor.ofFloats(Shape.of(1), 0);
            attributes.put("value", Attribute.of(HalfData.of("value", filler)));
        }
        return attributes;
    }

    private static Attribute half(Attribute type) {
        return type instanceof Attribute.IntValue number && number.value() == ElementType.FLOAT.code()
                ? Attribute.of((long) ElementType.FLOAT16.code())
                : type;
    }

    private List<Value> valueInfo() {
        return graph.valueInfo().values().stream()
                .map(value -> value.type() instanceof TensorType type
                                && computedAsHalf.contains(value.name())
                                && halfName(value.name()).equals(value.name())
                        ? Value.of(value.name(), new TensorType(ElementType.FLOAT16, type.dimensions()))
                        : value)
                .toList();
    }
}
