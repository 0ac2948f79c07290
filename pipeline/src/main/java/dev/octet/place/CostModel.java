package dev.octet.place;

import dev.octet.graph.Graph;
import dev.octet.graph.Node;
import dev.octet.graph.ValueType;
import dev.octet.place.OperatorRule.Role;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Estimates how long nodes and conversions take on a target, in nanoseconds, from shapes alone. */
final class CostModel {
    private final Sizes sizes;
    private final Costs costs;
    private final ProductCosts products;

    CostModel(Graph graph, Map<String, ValueType> types, Costs costs) {
        this.sizes = new Sizes(graph, types);
        this.costs = costs;
        this.products = new ProductCosts(sizes, costs);
    }

    /** Time of a node on floats. */
    double ofFloat(Node node) {
        Optional<Role> role = OperatorTable.find(node.operator()).map(OperatorRule::role);
        return costs.node() + time(node, role.orElse(Role.ELEMENTWISE), false);
    }

    /** Time of a node on integers, without conversions. */
    double ofIntegers(Candidate candidate) {
        return costs.node()
                + candidate.fusion().slowness()
                        * time(candidate.node(), candidate.rule().role(), true);
    }

    /** Time of one QuantizeLinear or DequantizeLinear of a value. */
    double ofConversion(String value) {
        return costs.node() + costs.conversion() * sizes.elements(value);
    }

    private double time(Node node, Role role, boolean integers) {
        return switch (role) {
            case CONVOLUTION, MATRIX_PRODUCT -> products.time(node, integers);
            case ELEMENTWISE -> costs.element().of(integers) * touched(node);
            case MOVEMENT -> costs.moved().of(integers) * touched(node);
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
}
