package dev.octet.place;

import dev.octet.graph.Model;
import dev.octet.graph.Node;
import dev.octet.place.PlacementSettings.Preference;
import dev.octet.runtime.TypeInference;
import dev.octet.testing.GraphText;

/** Plans for graphs given as text. */
final class PlanFixture {
    /** Quantizes every product, so that tests can use small graphs, for which integers do not pay. */
    static final PlacementSettings SMALL = PlacementSettings.defaults().withPreference(Preference.SIZE);

    private PlanFixture() {}

    static Plan plan(String text) {
        return plan(text, SMALL);
    }

    static Plan plan(String text, PlacementSettings settings) {
        return plan(text, settings, "x86-64-vnni");
    }

    static Plan plan(String text, PlacementSettings settings, String target) {
        Model model = GraphText.parse(text);
        return Placement.plan(model, TypeInference.infer(model), TargetTable.named(target), settings);
    }

    /** The decision about the node that computes a value, as text. */
    static String decision(Plan plan, String output) {
        return plan.nodes().stream()
                .filter(entry -> entry.node().outputs().contains(output))
                .map(NodePlan::decision)
                .map(Object::toString)
                .findFirst()
                .orElseThrow();
    }

    /** The decision about the node that computes {@code y}. */
    static String decision(String text) {
        return decision(plan(text), "y");
    }

    static Node node(String text) {
        return GraphText.parse(text).graph().nodes().get(0);
    }
}
