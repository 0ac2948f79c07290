package dev.octet.place;

import dev.octet.affine.Range;
import dev.octet.affine.WeightRanges;
import dev.octet.graph.Graph;
import dev.octet.graph.Node;
import dev.octet.graph.Use;
import dev.octet.place.Parameters.Fixed;
import dev.octet.place.Parameters.Observed;
import dev.octet.place.Parameters.Shared;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Writes down what follows from the choice of nodes: every value's parameters and every node's decision. */
final class PlanBuilder {
    private final Graph graph;
    private final Target target;
    private final Examiner examiner;
    private final CostModel costs;
    private final IdentityHashMap<Node, Candidate> chosen = new IdentityHashMap<>();
    /** Absorbed Relu and Clip nodes, with the chosen node in front of each. */
    private final IdentityHashMap<Node, Candidate> limits = new IdentityHashMap<>();

    private final Map<String, ValuePlan> values = new LinkedHashMap<>();

    PlanBuilder(Graph graph, Target target, Examiner examiner, List<Candidate> chosen, CostModel costs) {
        this.graph = graph;
        this.target = target;
        this.examiner = examiner;
        this.costs = costs;
        for (Candidate candidate : chosen) {
            this.chosen.put(candidate.node(), candidate);
            candidate.limit().ifPresent(limit -> limits.put(limit, candidate));
        }
    }

    Plan build(List<String> notes) {
        graph.inputs().forEach(input -> addFloatValue(input.name(), Optional.empty()));
        graph.nodes().forEach(this::addResults);
        List<NodePlan> nodes = graph.nodes().stream().map(this::nodePlan).toList();
        return new Plan(target, nodes, values, estimate(), notes);
    }

    private void addResults(Node node) {
        Candidate producer = chosen.containsKey(node) && node.output().isEmpty() ? null : chosen.get(node);
        if (producer != null && producer.limit().isPresent()) {
            return;
        }
        Candidate source = producer != null ? producer : limits.get(node);
        for (String value : node.outputs()) {
            if (value.isEmpty()) {
                continue;
            }
            if (source != null && isQuantizedAtSource(source, value)) {
                values.put(value, new ValuePlan(value, parameters(source, node, value), true));
            } else {
                addFloatValue(value, Optional.of(node));
            }
        }
    }

    private boolean isQuantizedAtSource(Candidate source, String value) {
        return switch (source.result()) {
            case QUANTIZED -> true;
            case EITHER -> hasOnlyIntegerReaders(value);
            case UNTOUCHED -> false;
        };
    }

    private boolean hasOnlyIntegerReaders(String value) {
        List<Use> uses = graph.uses().of(value);
        return !graph.uses().isOutput(value) && !uses.isEmpty() && uses.stream().allMatch(this::isIntegerUse);
    }

    private Parameters parameters(Candidate source, Node producer, String value) {
        Spec spec = source.resultSpec(value);
        if (spec instanceof Spec.SameAs same) {
            String input = source.node().inputs().get(same.input());
            return source.isLookup() ? new Fixed(range(input)) : sharedWith(input);
        }
        if (spec instanceof Spec.Fixed fixed && source.limit().isEmpty()) {
            return new Fixed(fixed.range());
        }
        return observed(producer);
    }

    /** The range that gives elements selected from a constant the parameters of that constant. */
    private Range range(String constant) {
        return WeightRanges.perTensor(constant, graph.constant(constant).orElseThrow());
    }

    /** Follows a chain of shared parameters to its beginning; producers come first, so it is at most one step. */
    private Parameters sharedWith(String value) {
        ValuePlan plan = values.get(value);
        return plan != null && plan.parameters() instanceof Shared shared ? shared : new Shared(value);
    }

    private Parameters observed(Node producer) {
        boolean isLimit = producer.is("Relu") || producer.is("Clip");
        Optional<Range> limits = isLimit ? Limits.of(examiner.site(producer)) : Optional.empty();
        return new Observed(limits);
    }

    /** A value computed as float is quantized only if an integer node reads it. */
    private void addFloatValue(String value, Optional<Node> producer) {
        if (graph.uses().of(value).stream().anyMatch(this::isIntegerUse)) {
            Parameters parameters = producer.map(this::observed).orElse(new Observed(Optional.empty()));
            values.put(value, new ValuePlan(value, parameters, false));
        }
    }

    private boolean isIntegerUse(Use use) {
        Candidate reader = chosen.get(use.node());
        return reader != null && reader.activations().contains(use.slot());
    }

    private NodePlan nodePlan(Node node) {
        Candidate candidate = chosen.get(node);
        if (candidate != null) {
            return new NodePlan(node, new Decision.Quantized(), candidate.activations(), candidate.constants());
        }
        Candidate producer = limits.get(node);
        if (producer != null && isQuantizedAtSource(producer, node.output())) {
            return NodePlan.unchanged(
                    node, new Decision.Absorbed(producer.node().label()));
        }
        Decision refusal = examiner.refusal(node)
                .orElseGet(() -> Cause.UNPROFITABLE.because(
                        "converting its inputs and results would take longer than integers save on " + target));
        return NodePlan.unchanged(node, refusal);
    }

    private double time(Candidate candidate) {
        if (candidate.isLookup()) {
            return costs.ofIntegers(candidate);
        }
        ValuePlan input =
                values.get(candidate.node().inputs().get(candidate.activations().get(0)));
        boolean behindFloats = input == null || !input.atSource();
        return costs.ofIntegers(candidate) + (behindFloats ? costs.behindFloats(candidate) : 0);
    }

    private double splitGate(Node node) {
        boolean isSplit = costs.gateInput(node)
                .flatMap(value -> Optional.ofNullable(values.get(value)))
                .filter(ValuePlan::atSource)
                .isPresent();
        return isSplit ? costs.ofSplitGate(node) : 0;
    }

    private Estimate estimate() {
        double before = 0;
        double after = 0;
        for (Node node : graph.nodes()) {
            Candidate candidate = chosen.get(node);
            before += costs.ofFloat(node);
            after += candidate == null ? costs.ofFloat(node) + splitGate(node) : time(candidate);
        }
        for (ValuePlan value : values.values()) {
            boolean converts = !value.atSource()
                    || graph.uses().isOutput(value.name())
                    || graph.uses().of(value.name()).stream().anyMatch(use -> !isIntegerUse(use));
            after += converts ? costs.ofConversion(value.name()) : 0;
        }
        return new Estimate(before, after);
    }
}
