package dev.octet.graph;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * One application of an operator. Immutable; two nodes are the same only if they are the same object, because a model
 * may hold several without a name or with the same one.
 *
 * <p>Inputs and outputs are names of values; an optional one that is left out is the empty string.
 */
public final class Node {
    private final String name;
    private final Operator operator;
    private final List<String> inputs;
    private final List<String> outputs;
    private final Map<String, Attribute> attributes;
    private final Origin origin;
    private final Set<String> captures;

    /** Creates a node; the collections are copied, the order of attributes is kept. */
    public Node(
            String name,
            Operator operator,
            List<String> inputs,
            List<String> outputs,
            Map<String, Attribute> attributes,
            Origin origin) {
        this.name = name;
        this.operator = operator;
        this.inputs = List.copyOf(inputs);
        this.outputs = List.copyOf(outputs);
        this.attributes = Collections.unmodifiableMap(new LinkedHashMap<>(attributes));
        this.origin = origin;
        this.captures = Captures.of(this);
    }

    /** A node of ONNX's own domain that no file gave us. */
    public static Node of(
            String name, String type, List<String> inputs, List<String> outputs, Map<String, Attribute> attributes) {
        return new Node(name, new Operator(Operator.ONNX, type), inputs, outputs, attributes, Origin.NONE);
    }

    /** The name, possibly empty, possibly not unique. */
    public String name() {
        return name;
    }

    /** The operator applied. */
    public Operator operator() {
        return operator;
    }

    /** Whether this applies the operator of that name in ONNX's own domain. */
    public boolean is(String onnxType) {
        return operator.is(onnxType);
    }

    /** Names of the inputs by slot; empty strings for optional ones that are left out. */
    public List<String> inputs() {
        return inputs;
    }

    /** Names of the outputs by slot; empty strings for optional ones that are left out. */
    public List<String> outputs() {
        return outputs;
    }

    /** The input in a slot, or empty where the slot is left out. */
    public Optional<String> input(int slot) {
        return slot < inputs.size() && !inputs.get(slot).isEmpty() ? Optional.of(inputs.get(slot)) : Optional.empty();
    }

    /** The output in a slot, or empty where the slot is left out. */
    public Optional<String> output(int slot) {
        return slot < outputs.size() && !outputs.get(slot).isEmpty()
                ? Optional.of(outputs.get(slot))
                : Optional.empty();
    }

    /** The first output; most operators have just this one. */
    public String output() {
        return outputs.get(0);
    }

    /** The attributes, in the order of the file. */
    public Map<String, Attribute> attributes() {
        return attributes;
    }

    /** The attribute of that name. */
    public Optional<Attribute> attribute(String attribute) {
        return Optional.ofNullable(attributes.get(attribute));
    }

    /** An integer attribute, or the operator's default where it is left out. */
    public long intAttribute(String attribute, long defaultValue) {
        return attributes.get(attribute) instanceof Attribute.IntValue found ? found.value() : defaultValue;
    }

    /** A float attribute, or the operator's default where it is left out. */
    public float floatAttribute(String attribute, float defaultValue) {
        return attributes.get(attribute) instanceof Attribute.FloatValue found ? found.value() : defaultValue;
    }

    /** A string attribute, or the operator's default where it is left out. */
    public String stringAttribute(String attribute, String defaultValue) {
        return attributes.get(attribute) instanceof Attribute.StringValue found ? found.value() : defaultValue;
    }

    /** A list attribute of integers, or empty where it is left out. */
    public Optional<List<Long>> intsAttribute(String attribute) {
        return attributes.get(attribute) instanceof Attribute.Ints found
                ? Optional.of(found.values())
                : Optional.empty();
    }

    /** What else the file said. */
    public Origin origin() {
        return origin;
    }

    /** Names from outside that this node's subgraphs read, in order of first use. */
    public Set<String> captures() {
        return captures;
    }

    /** The graphs that this node's attributes hold, in order. */
    public List<Graph> subgraphs() {
        List<Graph> graphs = new ArrayList<>();
        for (Attribute attribute : attributes.values()) {
            if (attribute instanceof Attribute.GraphValue one) {
                graphs.add(one.value());
            } else if (attribute instanceof Attribute.Graphs many) {
                graphs.addAll(many.values());
            }
        }
        return graphs;
    }

    /** This node under another name. */
    public Node named(String other) {
        return new Node(other, operator, inputs, outputs, attributes, origin);
    }

    /** This node as another operator. */
    public Node withOperator(Operator other) {
        return new Node(name, other, inputs, outputs, attributes, origin);
    }

    /** This node under another name. */
    public Node withName(String other) {
        return new Node(other, operator, inputs, outputs, attributes, origin);
    }

    /** This node with other inputs. */
    public Node withInputs(List<String> others) {
        return new Node(name, operator, others, outputs, attributes, origin);
    }

    /** This node with another value in one input slot; slots before it that do not exist are left out. */
    public Node withInput(int slot, String value) {
        List<String> changed = new ArrayList<>(inputs);
        while (changed.size() <= slot) {
            changed.add("");
        }
        changed.set(slot, value);
        return withInputs(changed);
    }

    /** This node with other outputs. */
    public Node withOutputs(List<String> others) {
        return new Node(name, operator, inputs, others, attributes, origin);
    }

    /** This node with other attributes. */
    public Node withAttributes(Map<String, Attribute> others) {
        return new Node(name, operator, inputs, outputs, others, origin);
    }

    /** This node with one attribute set or replaced. */
    public Node withAttribute(String attribute, Attribute value) {
        Map<String, Attribute> changed = new LinkedHashMap<>(attributes);
        changed.put(attribute, value);
        return withAttributes(changed);
    }

    /** This node without one attribute. */
    public Node withoutAttribute(String attribute) {
        Map<String, Attribute> changed = new LinkedHashMap<>(attributes);
        changed.remove(attribute);
        return withAttributes(changed);
    }

    /** This node with every subgraph replaced. */
    public Node withSubgraphs(UnaryOperator<Graph> change) {
        return subgraphs().isEmpty() ? this : withAttributes(Subgraphs.replaceAll(attributes, change));
    }

    /** How to name this node to a person: {@code 'conv1' (Conv)}, or by its first output where it has no name. */
    public String label() {
        String shown = name.isEmpty()
                ? "-> " + outputs.stream().filter(o -> !o.isEmpty()).findFirst().orElse("?")
                : name;
        return "'" + shown + "' (" + operator + ")";
    }

    @Override
    public String toString() {
        return label();
    }
}
