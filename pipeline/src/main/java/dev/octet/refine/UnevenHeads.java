package dev.octet.refine;

import dev.octet.affine.Range;
import dev.octet.graph.Graph;
import dev.octet.graph.Node;
import dev.octet.graph.Use;
import dev.octet.place.NodePlan;
import dev.octet.place.OperatorRule.Role;
import dev.octet.place.OperatorTable;
import dev.octet.place.Parameters.Fixed;
import dev.octet.place.Parameters.Shared;
import dev.octet.place.Plan;
import dev.octet.place.ValuePlan;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Concats at the end of a model that would give values one scale that differ too much for it, as detectors join boxes,
 * which reach to hundreds, and scores, which end at 1.
 *
 * <p>In front of a convolution or another operator that computes on integers, the joined value needs one scale in any
 * case. Only where it is arranged and then leaves the integers is there a choice: to join floats.
 */
final class UnevenHeads {
    /** How many times the range of one input may be that of another. At this ratio the smaller has 64 codes left. */
    static final double LARGEST_RATIO = 4;

    private final Graph graph;
    private final Plan plan;
    private final Map<String, Range> ranges;
    private final Set<Node> quantized;

    private UnevenHeads(Graph graph, Plan plan, Map<String, Range> ranges) {
        this.graph = graph;
        this.plan = plan;
        this.ranges = ranges;
        this.quantized = plan.quantized().stream().map(NodePlan::node).collect(Collectors.toSet());
    }

    /** The nodes of a plan that had better join and arrange floats. */
    static Set<Node> of(Graph graph, Plan plan, Map<String, Range> ranges) {
        UnevenHeads heads = new UnevenHeads(graph, plan, ranges);
        Set<Node> nodes = new LinkedHashSet<>();
        for (NodePlan node : plan.quantized()) {
            if (node.node().is("Concat") && heads.ratio(node.node()) > LARGEST_RATIO) {
                heads.upToFloats(node.node()).ifPresent(nodes::addAll);
            }
        }
        return nodes;
    }

    private double ratio(Node concat) {
        List<Float> magnitudes = concat.inputs().stream()
                .flatMap(input -> range(input).stream())
                .map(Range::magnitude)
                .filter(magnitude -> magnitude > 0)
                .sorted()
                .toList();
        return magnitudes.isEmpty() ? 1 : (double) magnitudes.get(magnitudes.size() - 1) / magnitudes.get(0);
    }

    private Optional<Range> range(String value) {
        Optional<ValuePlan> planned = plan.value(value);
        if (planned.isPresent() && planned.get().parameters() instanceof Fixed fixed) {
            return Optional.of(fixed.range());
        }
        String owner =
                planned.isPresent() && planned.get().parameters() instanceof Shared shared ? shared.with() : value;
        return owner.equals(value) ? Optional.ofNullable(ranges.get(value)) : range(owner);
    }

    /** The Concat and what arranges its result; empty if an operator that computes on integers reads it. */
    private Optional<Set<Node>> upToFloats(Node concat) {
        Set<Node> nodes = new LinkedHashSet<>();
        Deque<Node> open = new ArrayDeque<>(List.of(concat));
        while (!open.isEmpty()) {
            Node node = open.removeFirst();
            if (!nodes.add(node)) {
                continue;
            }
            for (String output : node.outputs()) {
                for (Use use : graph.uses().of(output)) {
                    if (quantized.contains(use.node())) {
                        if (!isArranging(use.node())) {
                            return Optional.empty();
                        }
                        open.add(use.node());
                    }
                }
            }
        }
        return Optional.of(nodes);
    }

    private static boolean isArranging(Node node) {
        return node.is("Concat")
                || OperatorTable.find(node.operator())
                        .filter(rule -> rule.role() == Role.MOVEMENT || rule.role() == Role.VIEW)
                        .isPresent();
    }
}
