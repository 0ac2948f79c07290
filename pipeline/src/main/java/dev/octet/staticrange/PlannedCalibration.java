package dev.octet.staticrange;

import dev.octet.calibrate.data.DataSource;
import dev.octet.graph.Model;
import dev.octet.graph.Node;
import dev.octet.graph.ValueType;
import dev.octet.place.Decision.LeftFloat;
import dev.octet.place.NodePlan;
import dev.octet.place.Placement;
import dev.octet.place.Plan;
import dev.octet.prepare.Prepared;
import dev.octet.progress.Progress;
import dev.octet.runtime.TypeInference;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A plan, and a range for every value that it needs one for.
 *
 * @param plan the plan
 * @param ranges the ranges, and what the samples showed; empty where the plan quantizes nothing
 * @param types the types that it was planned with, without those of values that have no range
 * @param typical the same for the shapes that inputs mostly have
 * @param unseen the values that have no range
 */
record PlannedCalibration(
        Plan plan,
        Optional<ChosenRanges> ranges,
        Map<String, ValueType> types,
        Map<String, ValueType> typical,
        List<String> unseen) {
    /**
     * Plans and observes. A value that is empty, NaN or infinite in every sample has no range: then what reads or
     * computes it is planned as float, and the rest observed again.
     */
    static PlannedCalibration of(Prepared prepared, StaticSettings settings, DataSource data, Progress progress) {
        Model model = prepared.model();
        Map<String, ValueType> types = new LinkedHashMap<>(prepared.types());
        requireAccepted(model, types);
        Map<String, ValueType> typical =
                SampleTypes.of(model, types, data, settings.calibration().constants());
        Plan plan = plan(model, types, typical, settings);
        List<String> unseen = List.of();
        while (!plan.isEmpty()) {
            ChosenRanges chosen = ChosenRanges.of(settings, model, plan, data, progress);
            List<String> missing = chosen.calibration().unseen();
            if (missing.isEmpty()) {
                return new PlannedCalibration(withNote(plan, unseen), Optional.of(chosen), types, typical, unseen);
            }
            unseen = Stream.concat(unseen.stream(), missing.stream()).toList();
            types.keySet().removeAll(unseen);
            plan = plan(model, types, typical, settings);
        }
        return new PlannedCalibration(withNote(plan, unseen), Optional.empty(), types, typical, unseen);
    }

    /** The nodes that are planned to be quantized before anything was observed. */
    static Set<Node> quantized(Prepared prepared, StaticSettings settings, DataSource data) {
        Map<String, ValueType> typical = SampleTypes.of(
                prepared.model(), prepared.types(), data, settings.calibration().constants());
        return plan(prepared.model(), prepared.types(), typical, settings).quantized().stream()
                .map(NodePlan::node)
                .collect(Collectors.toSet());
    }

    /**
     * Where the types of nothing but inputs are known ONNX Runtime has refused the model, and says why when asked
     * again.
     */
    private static void requireAccepted(Model model, Map<String, ValueType> types) {
        boolean isInferred = model.graph().nodes().stream()
                .flatMap(node -> node.outputs().stream())
                .anyMatch(types::containsKey);
        if (!isInferred && !model.graph().nodes().isEmpty()) {
            TypeInference.infer(model);
        }
    }

    /** A plan for the same model without some nodes, which come with why they stay float. */
    Plan without(Map<Node, LeftFloat> refused, Model prepared, StaticSettings settings) {
        return withNote(
                Placement.plan(prepared, types, typical, settings.target(), settings.placement(), refused), unseen);
    }

    private static Plan plan(
            Model model, Map<String, ValueType> types, Map<String, ValueType> typical, StaticSettings settings) {
        return Placement.plan(model, types, typical, settings.target(), settings.placement(), Map.of());
    }

    private static Plan withNote(Plan plan, List<String> unseen) {
        if (unseen.isEmpty()) {
            return plan;
        }
        String values = unseen.stream().map(name -> "'" + name + "'").collect(Collectors.joining(", "));
        String note =
                "No sample gives %s a finite element, so nodes that read or compute it stay float".formatted(values);
        return plan.withNote(note);
    }
}
