package dev.octet.place;

import dev.octet.graph.Graph;
import dev.octet.graph.Model;
import dev.octet.graph.Node;
import dev.octet.graph.Use;
import dev.octet.graph.ValueType;
import dev.octet.place.Decision.LeftFloat;
import dev.octet.place.Fusion.Reads;
import dev.octet.place.Fusion.Result;
import dev.octet.place.OperatorRule.Role;
import dev.octet.place.PlacementSettings.Preference;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Examines every node of a graph: could it run on integers, and if not, why not? */
final class Examiner {
    private final Graph graph;
    private final long opset;
    private final Map<String, ValueType> types;
    private final Target target;
    private final PlacementSettings settings;
    private final ExistingQuantization existing;
    private final Map<Node, LeftFloat> refused;
    private final List<Candidate> candidates = new ArrayList<>();
    private final IdentityHashMap<Node, LeftFloat> refusals = new IdentityHashMap<>();

    Examiner(
            Model model,
            Map<String, ValueType> types,
            Target target,
            PlacementSettings settings,
            ExistingQuantization existing,
            Map<Node, LeftFloat> refused) {
        this.graph = model.graph();
        this.opset = model.opset();
        this.types = types;
        this.target = target;
        this.settings = settings;
        this.existing = existing;
        this.refused = refused;
        graph.nodes().forEach(this::examine);
    }

    /** The nodes that could, in the graph's order. */
    List<Candidate> candidates() {
        return candidates;
    }

    /** Why the other nodes cannot. */
    Optional<LeftFloat> refusal(Node node) {
        return Optional.ofNullable(refusals.get(node));
    }

    Site site(Node node) {
        return new Site(node, graph, opset, types);
    }

    private void examine(Node node) {
        Optional<OperatorRule> rule = OperatorTable.find(node.operator());
        Optional<Fusion> fusion = target.fusion(node.operator());
        Optional<String> before = existing.obstacle(node);
        if (isExcluded(node)) {
            refusals.put(node, Cause.EXCLUDED.because("excluded by the configuration"));
        } else if (refused.containsKey(node)) {
            refusals.put(node, Objects.requireNonNull(refused.get(node)));
        } else if (before.isPresent()) {
            refusals.put(node, Cause.QUANTIZED_BEFORE.because(before.get()));
        } else if (rule.isEmpty()) {
            refusals.put(node, Cause.UNKNOWN_OPERATOR.because("no integer form of " + node.operator() + " is known"));
        } else if (rule.get().role() == Role.LIMIT) {
            refusals.put(
                    node,
                    Cause.LONE_LIMIT.because("no quantizer directly behind it, and no integer kernel of its own"));
        } else if (fusion.isEmpty()) {
            refusals.put(node, Cause.NO_KERNEL.because(noKernel(node)));
        } else {
            examine(site(node), rule.get(), fusion.get());
        }
    }

    private String noKernel(Node node) {
        return target.conventions().onnxRuntime()
                ? target + " has no integer kernel for " + node.operator()
                : target + " wants no conversions around " + node.operator();
    }

    private boolean isExcluded(Node node) {
        return settings.excludes(node);
    }

    private void examine(Site site, OperatorRule rule, Fusion fusion) {
        Optional<LeftFloat> reason = rule.requirements().stream()
                .filter(requirement -> !requirement.holds().test(site))
                .map(requirement -> Cause.REQUIREMENT.because("it does not hold that " + requirement.name()))
                .findFirst()
                .or(() -> unsuitableResult(site, rule));
        if (reason.isPresent()) {
            refusals.put(site.node(), reason.get());
            return;
        }
        List<Integer> activations = new ArrayList<>();
        Map<Integer, Parameters> constants = new LinkedHashMap<>();
        boolean shrunk = settings.preference() == Preference.ACCURACY;
        OperandCheck check = new OperandCheck(site, rule, target, perChannel(site.node(), rule), shrunk);
        for (int slot = 0; slot < site.node().inputs().size(); slot++) {
            Operand operand = check.of(slot);
            if (operand instanceof Operand.Refused refused) {
                refusals.put(site.node(), refused.decision());
                return;
            } else if (operand instanceof Operand.Stored stored) {
                constants.put(slot, stored.parameters());
            } else if (operand instanceof Operand.Computed) {
                activations.add(slot);
            }
        }
        add(site, rule, fusion, activations, constants);
    }

    private boolean perChannel(Node node, OperatorRule rule) {
        return opset >= 13
                && settings.perChannel(node, target.conventions().perChannel().contains(rule.role()));
    }

    private void add(
            Site site,
            OperatorRule rule,
            Fusion fusion,
            List<Integer> activations,
            Map<Integer, Parameters> constants) {
        Node node = site.node();
        if (activations.isEmpty() && !isLookup(site)) {
            refusals.put(node, Cause.CONSTANT.because("all its inputs are constants"));
        } else if (isProductOfValues(rule, activations)) {
            refusals.put(
                    node,
                    Cause.COMPUTED_PRODUCT.because(
                            "a product of two computed values saves little and loses accuracy on both sides"));
        } else if (fusion.reads() == Reads.RESIDUAL) {
            Optional<Integer> residual = new Residual(graph).slot(node, activations);
            residual.ifPresentOrElse(
                    slot -> addCandidate(node, rule, fusion, List.of(slot), Map.of()),
                    () -> refusals.put(
                            node,
                            Cause.NO_KERNEL.because(
                                    target + " adds on integers only what goes around a convolution or product")));
        } else {
            addCandidate(node, rule, fusion, activations, constants);
        }
    }

    private void addCandidate(
            Node node,
            OperatorRule rule,
            Fusion fusion,
            List<Integer> activations,
            Map<Integer, Parameters> constants) {
        candidates.add(
                new Candidate(node, rule, fusion, result(node, fusion), activations, constants, limit(node, rule)));
    }

    /** A Gather of constant elements by computed indices, as in a table of embeddings. */
    private static boolean isLookup(Site site) {
        return site.node().is("Gather") && site.constant(1).isEmpty();
    }

    /** As in attention, where Softmax makes small errors large. Without weights there is no size to save either. */
    private boolean isProductOfValues(OperatorRule rule, List<Integer> activations) {
        return rule.role() == Role.MATRIX_PRODUCT
                && activations.size() > 1
                && target.conventions().onnxRuntime()
                && settings.preference() != Preference.SIZE;
    }

    private static Optional<LeftFloat> unsuitableResult(Site site, OperatorRule rule) {
        for (int slot = 0; slot < site.node().outputs().size(); slot++) {
            String value = site.node().outputs().get(slot);
            boolean quantized = !value.isEmpty() && !(rule.output(slot) instanceof Spec.Untouched);
            if (quantized && (!site.isFloat(value) || site.isEmpty(value))) {
                return Optional.of(Cause.UNSUITABLE_VALUE.because("output %d '%s' is %s"
                        .formatted(
                                slot,
                                value,
                                site.type(value).map(Object::toString).orElse("of unknown type"))));
            }
        }
        return Optional.empty();
    }

    /**
     * ONNX Runtime looks past a Relu or Clip for the quantizer; where there is none behind it, it takes the node for a
     * float one, also if the node by itself could give floats.
     */
    private Result result(Node node, Fusion fusion) {
        boolean endsInLimit = graph.uses()
                .only(node.output())
                .filter(use -> isLimit(use.node()))
                .isPresent();
        return endsInLimit
                        && fusion.result() == Result.EITHER
                        && target.conventions().onnxRuntime()
                ? Result.QUANTIZED
                : fusion.result();
    }

    private static boolean isLimit(Node node) {
        return OperatorTable.find(node.operator())
                .filter(rule -> rule.role() == Role.LIMIT)
                .isPresent();
    }

    /**
     * The Relu or Clip that reads the result and nothing else does: the codes of the quantizer behind it can be chosen
     * so that it has nothing left to do. Operators that keep their input's parameters cannot absorb one.
     */
    private Optional<Node> limit(Node node, OperatorRule rule) {
        if (rule.role() == Role.MOVEMENT || rule.role() == Role.VIEW) {
            return Optional.empty();
        }
        return graph.uses()
                .only(node.output())
                .filter(use -> use.slot() == 0)
                .map(Use::node)
                .filter(next -> !isExcluded(next) && existing.obstacle(next).isEmpty())
                .filter(Examiner::isLimit)
                .filter(next -> Limits.known(site(next)));
    }
}
