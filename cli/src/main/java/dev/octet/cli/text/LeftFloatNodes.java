package dev.octet.cli.text;

import dev.octet.place.Decision;
import dev.octet.place.NodePlan;
import dev.octet.place.Plan;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The nodes that stay float, by reason.
 *
 * @param byReason the names of the nodes, as shown to people; the reason of most nodes first
 */
record LeftFloatNodes(Map<String, List<String>> byReason) {
    private static final int REASONS = 6;

    /** What tells reasons of one kind apart: the name of a value, the dimensions of a type. */
    private static final Pattern DETAILS = Pattern.compile(" '[^']*'|\\[[^\\]]*\\]");

    static LeftFloatNodes of(Plan plan) {
        Map<String, List<String>> found = new LinkedHashMap<>();
        for (NodePlan node : plan.nodes()) {
            if (node.decision() instanceof Decision.LeftFloat left) {
                String reason = DETAILS.matcher(left.reason()).replaceAll("");
                found.computeIfAbsent(reason, key -> new ArrayList<>())
                        .add(node.node().label());
            }
        }
        Map<String, List<String>> sorted = new LinkedHashMap<>();
        found.entrySet().stream()
                .sorted(Comparator.comparing(entry -> -entry.getValue().size()))
                .forEach(entry -> sorted.put(entry.getKey(), entry.getValue()));
        return new LeftFloatNodes(sorted);
    }

    /** Number of nodes. */
    int total() {
        return byReason.values().stream().mapToInt(List::size).sum();
    }

    /** The total, then for each reason how many nodes there are and how the first few are called. */
    List<String> lines() {
        if (byReason.isEmpty()) {
            return List.of("nothing");
        }
        List<String> lines = new ArrayList<>(List.of(Amounts.count(total(), "node")));
        int width = Amounts.count(byReason.values().iterator().next().size()).length();
        int left = total();
        for (Map.Entry<String, List<String>> entry : byReason.entrySet()) {
            if (lines.size() > 2 * REASONS) {
                lines.add(
                        "and %s for other reasons; a report lists them (--report FILE)".formatted(Amounts.count(left)));
                break;
            }
            String count = Amounts.count(entry.getValue().size());
            lines.add(" ".repeat(width - count.length()) + count + "  " + entry.getKey());
            lines.add(" ".repeat(width + 2) + StaticQuantizationText.examples(entry.getValue()));
            left -= entry.getValue().size();
        }
        return lines;
    }
}
