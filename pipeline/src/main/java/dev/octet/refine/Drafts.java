package dev.octet.refine;

import dev.octet.affine.QuantizedType;
import dev.octet.affine.Range;
import dev.octet.affine.Scheme;
import dev.octet.bias.BiasCorrection;
import dev.octet.graph.Model;
import dev.octet.graph.Node;
import dev.octet.insert.Inserted;
import dev.octet.insert.QdqInserter;
import dev.octet.place.Cause;
import dev.octet.place.Decision.LeftFloat;
import dev.octet.place.Parameters.Fixed;
import dev.octet.place.Parameters.Shared;
import dev.octet.place.Plan;
import dev.octet.place.Target;
import dev.octet.place.ValuePlan;
import dev.octet.rounding.WeightRounding;
import dev.octet.runtime.FusionReport;
import dev.octet.runtime.SessionSettings;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** Plans a model with nodes refused, and inserts what was planned, until ONNX Runtime fuses all of it. */
final class Drafts {
    /** Rounds of leaving unfused nodes float. Each removes at least one node; more than two were never needed. */
    private static final int ROUNDS = 8;

    private final Model prepared;
    private final Plan first;
    private final Function<Map<Node, LeftFloat>, Plan> planner;
    private final Map<String, Range> ranges;
    private final Map<String, Scheme> schemes;
    private WeightRounding rounding = WeightRounding.nearest();
    private BiasCorrection correction = BiasCorrection.none();
    private final Map<Node, LeftFloat> refused = new HashMap<>();

    /**
     * Starts from a first plan.
     *
     * @param ranges of every value that {@code first} observes
     * @param schemes how values are coded that are coded otherwise than the target says, by name
     * @param planner plans anew without the nodes that it is given, which come with the reason
     */
    Drafts(
            Model prepared,
            Plan first,
            Map<String, Range> ranges,
            Map<String, Scheme> schemes,
            Function<Map<Node, LeftFloat>, Plan> planner) {
        this.prepared = prepared;
        this.first = first;
        this.planner = planner;
        this.schemes = schemes;
        this.ranges = new LinkedHashMap<>(ranges);
        first.values().values().forEach(this::addRange);
    }

    private Drafts(Drafts other) {
        this.prepared = other.prepared;
        this.first = other.first;
        this.planner = other.planner;
        this.ranges = other.ranges;
        this.schemes = other.schemes;
        this.refused.putAll(other.refused);
        this.rounding = other.rounding;
        this.correction = other.correction;
    }

    /** The same with what was refused so far, to go on from here in another direction. */
    Drafts copy() {
        return new Drafts(this);
    }

    /** A value that shared a range, or had it from its definition, may have to stand for itself in another plan. */
    private void addRange(ValuePlan value) {
        if (value.parameters() instanceof Fixed fixed) {
            ranges.putIfAbsent(value.name(), fixed.range());
        } else if (value.parameters() instanceof Shared shared) {
            Optional.ofNullable(ranges.get(shared.with())).ifPresent(range -> ranges.putIfAbsent(value.name(), range));
        }
    }

    /** Leaves a node float from now on. */
    void refuse(Node node, Cause cause, String reason) {
        refused.putIfAbsent(node, cause.because(reason));
    }

    /** The model without the nodes refused so far; empty where nothing is worth quantizing any more. */
    Optional<Draft> next() {
        return fused(plan());
    }

    /** What would be planned without some more nodes. */
    Plan plan(List<Node> more) {
        Map<Node, LeftFloat> without = new HashMap<>(refused);
        more.forEach(node -> without.putIfAbsent(node, Cause.INACCURATE.because("")));
        return planner.apply(without);
    }

    /** Rounds weights in this way from now on, not to the nearest. */
    void round(WeightRounding better) {
        rounding = better;
    }

    /** Corrects biases in this way from now on. */
    void correct(BiasCorrection better) {
        correction = better;
    }

    /** What a plan makes of the model with biases that are the nearest to the float ones. */
    Inserted uncorrected(Plan plan) {
        return QdqInserter.insert(prepared, plan, ranges, schemes, rounding);
    }

    private Optional<Draft> fused(Plan plan) {
        Plan current = plan;
        for (int round = 0; !current.isEmpty(); round++) {
            Inserted inserted = uncorrected(current);
            FusionReport fusion = FusionReport.of(inserted.model(), asOn(current.target()));
            List<Node> unfused = new Draft(current, inserted, fusion).unfused();
            // Whoever asks for another type, which may have no kernels, gets it; and so does another target.
            boolean isElsewhere = !current.target().conventions().onnxRuntime();
            if (unfused.isEmpty() || round == ROUNDS || !schemes.isEmpty() || isElsewhere) {
                return Optional.of(new Draft(current, correction.correct(current, inserted), fusion));
            }
            unfused.forEach(
                    node -> refuse(node, Cause.UNFUSED, "ONNX Runtime runs it on floats even between conversions"));
            current = plan();
        }
        return Optional.empty();
    }

    /**
     * ONNX Runtime as it fuses on the target: on x86 it would turn signed codes into unsigned ones first, and then fuse
     * nothing in front of a Relu, which Arm does not.
     */
    private static SessionSettings asOn(Target target) {
        SessionSettings settings = SessionSettings.defaults();
        return target.activation().type() == QuantizedType.INT8
                ? settings.withEntry("session.qdqisint8allowed", "1")
                : settings;
    }

    /** A node that reads a value which no sample was observed for is refused too; then the plan does without it. */
    private Plan plan() {
        while (true) {
            Plan plan = refused.isEmpty() ? first : planner.apply(Map.copyOf(refused));
            List<Node> blind = plan.quantized().stream()
                    .map(quantized -> quantized.node())
                    .filter(node -> isBlind(plan, node))
                    .toList();
            if (blind.isEmpty()) {
                return plan;
            }
            blind.forEach(
                    node -> refuse(node, Cause.UNSEEN, "the range of a value that it reads or gives was not observed"));
        }
    }

    private boolean isBlind(Plan plan, Node node) {
        return Stream.concat(node.inputs().stream(), limited(node))
                .anyMatch(value -> plan.observed().contains(value) && !ranges.containsKey(value));
    }

    /** What a node gives, and what a Relu or Clip behind it makes of that. */
    private Stream<String> limited(Node node) {
        return node.outputs().stream()
                .flatMap(output -> Stream.concat(
                        Stream.of(output),
                        prepared.graph().uses().of(output).stream()
                                .filter(use ->
                                        use.node().is("Relu") || use.node().is("Clip"))
                                .map(use -> use.node().output())));
    }
}
