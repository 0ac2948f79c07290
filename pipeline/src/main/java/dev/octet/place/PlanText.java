package dev.octet.place;

import java.util.ArrayList;
import java.util.List;

/** Writes a plan as text for people and for tests. */
final class PlanText {
    private PlanText() {}

    static String of(Plan plan) {
        List<String> lines = new ArrayList<>();
        plan.values().values().forEach(value -> lines.add(line(plan, value)));
        for (NodePlan node : plan.nodes()) {
            lines.add(node.node().label() + "  " + node.decision());
            node.constants()
                    .forEach((slot, parameters) -> lines.add(
                            "    %s  %s".formatted(node.node().inputs().get(slot), parameters)));
        }
        plan.notes().forEach(note -> lines.add("note: " + note));
        return String.join("\n", lines) + "\n";
    }

    private static String line(Plan plan, ValuePlan value) {
        return "%s  %s  %s%s"
                .formatted(
                        value.name(),
                        plan.target().activation().type().elementType().onnxName(),
                        value.parameters(),
                        value.atSource() ? "" : ", for integer readers only");
    }
}
