package dev.octet.place;

import dev.octet.graph.Graph;
import dev.octet.graph.Node;
import dev.octet.graph.Use;
import dev.octet.graph.ValueType;
import dev.octet.place.OperatorRule.Role;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Estimates how long nodes and conversions take on a target, in nanoseconds, from shapes alone. */
final class CostModel {
    private final Graph graph;
    private final Sizes sizes;
    private final Costs costs;
    private final ProductCosts products;
    private final FloatFusions fusions;

    CostModel(Graph graph, Map<String, ValueType> types, Costs costs) {
        this.graph = graph;
        this.sizes = new Sizes(graph, types);
        this.costs = costs;
        this.products = new ProductCosts(sizes, costs);
        this.fusions = new FloatFusions(graph);
    }

    /** Time of a node on floats, beside others on floats. */
    double ofFloat(Node node) {
        return fusions.isTakenIn(node) ? 0 : ofLoneFloat(node);
    }

    private double ofLoneFloat(Node node) {
        Optional<Role> role = OperatorTable.find(node.operator()).map(OperatorRule::role);
        return costs.node() + time(node, role.orElse(Role.ELEMENTWISE), false);
    }

    /** Time of a node on integers, without conversions, and of those that it would have taken in on floats. */
    double ofIntegers(Candidate candidate) {
        return costs.node()
                + fusions.scalesOf(candidate.node()).stream()
                        .mapToDouble(this::ofLoneFloat)
                        .sum()
                + candidate.fusion().slowness()
                        * time(candidate.node(), candidate.rule().role(), true);
    }

    /** What is added to the time of a node on integers where the producer of its input runs on floats. */
    double behindFloats(Candidate candidate) {
        return costs.strayWindow() * windows(candidate.node());
    }

    /** What a Sigmoid costs in front of a node that takes it in, where what both read was computed on integers. */
    double ofSplitGate(Node node) {
        return fusions.gateOf(node)
                .map(gate -> ofLoneFloat(gate) + ofConversion(gate.inputs().get(0)))
                .orElse(0.0);
    }

    /** The value that both read. */
    Optional<String> gateInput(Node node) {
        return fusions.gateOf(node).map(gate -> gate.inputs().get(0));
    }

    /**
     * Time of one QuantizeLinear or DequantizeLinear of a value. Convolutions on integers want channels last, those on
     * floats channels in blocks, so that images are rearranged besides. An Add computes as one of its images lies, so
     * that the other and the sum are rearranged too, at each Add of a row of residual blocks.
     */
    double ofConversion(String value) {
        double conversion = costs.node() + costs.conversion() * sizes.elements(value);
        double rearrangement = costs.node() + costs.moved().onIntegers() * sizes.elements(value);
        return sizes.rank(value) < 4
                ? conversion
                : conversion + (1 + 2 * additions(value).size()) * rearrangement;
    }

    /** The Adds that a value reaches by way of Adds and limits alone. */
    private Set<Node> additions(String value) {
        Set<Node> additions = new LinkedHashSet<>();
        Deque<String> values = new ArrayDeque<>(List.of(value));
        while (!values.isEmpty()) {
            for (Use use : graph.uses().of(values.pop())) {
                if (isLimit(use.node()) || (isAddition(use.node()) && additions.add(use.node()))) {
                    values.push(use.node().output());
                }
            }
        }
        return additions;
    }

    private static boolean isLimit(Node node) {
        return OperatorTable.find(node.operator())
                .filter(rule -> rule.role() == Role.LIMIT)
                .isPresent();
    }

    private boolean isAddition(Node node) {
        return node.is("Add") && node.inputs().stream().noneMatch(sizes::isConstant);
    }

    private double time(Node node, Role role, boolean integers) {
        double windows = windows(node);
        if (windows > 0) {
            return costs.window().of(integers) * windows;
        }
        return switch (role) {
            case CONVOLUTION, MATRIX_PRODUCT -> products.time(node, integers);
            case ELEMENTWISE -> costs.element().of(integers) * touched(node);
            case MOVEMENT -> costs.moved().of(integers) * moved(node);
            // A limit is fused into the kernel in front of it, and a view copies nothing.
            case LIMIT, VIEW -> 0;
        };
    }

    /** Elements read and written. */
    private double touched(Node node) {
        return Stream.concat(node.inputs().stream(), node.outputs().stream())
                .mapToDouble(sizes::elements)
                .sum();
    }

    /** The same without constants, of which only what is selected is read. */
    private double moved(Node node) {
        return touched(node)
                - node.inputs().stream()
                        .filter(sizes::isConstant)
                        .mapToDouble(sizes::elements)
                        .sum();
    }

    /** Elements that all windows of a pooling operator hold together; 0 for any other operator. */
    private double windows(Node node) {
        if (!node.is("MaxPool") && !node.is("AveragePool")) {
            return 0;
        }
        double window = node.intsAttribute("kernel_shape").orElse(List.of()).stream()
                .mapToDouble(Long::doubleValue)
                .reduce(1, (a, b) -> a * b);
        return window * sizes.elements(node.output());
    }
}
