package dev.octet.suite;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Verdicts as a table in Markdown. */
final class SuiteTable {
    private static final int DETAIL_LENGTH = 160;

    private SuiteTable() {}

    /** One line a model, and how often each outcome came about. */
    static String of(List<Verdict> verdicts) {
        StringBuilder text = new StringBuilder();
        row(text, List.of("model", "outcome", "worst SQNR in dB", "fused", "off/on in steps", "s", "detail"));
        row(text, List.of("---", "---", "---", "---", "---", "---", "---"));
        verdicts.forEach(verdict -> row(text, cells(verdict)));
        text.append('\n');
        Map<Outcome, Integer> counts = new EnumMap<>(Outcome.class);
        verdicts.forEach(verdict -> counts.merge(verdict.outcome(), 1, Integer::sum));
        counts.forEach((outcome, count) ->
                text.append(count).append(' ').append(outcome).append('\n'));
        return text.toString();
    }

    private static List<String> cells(Verdict verdict) {
        boolean isQuantized = !verdict.outputs().isEmpty();
        List<String> cells = new ArrayList<>();
        cells.add(verdict.model());
        cells.add(verdict.outcome().toString());
        cells.add(isQuantized ? decimal(verdict.worst()) : "");
        cells.add(isQuantized ? verdict.integerNodes() + "/" + verdict.chosenNodes() : "");
        cells.add(isQuantized ? decimal(steps(verdict)) : "");
        cells.add(decimal(verdict.seconds()));
        cells.add(detail(verdict));
        return cells;
    }

    private static double steps(Verdict verdict) {
        return verdict.outputs().stream()
                .mapToDouble(OutputVerdict::optimizationSteps)
                .filter(steps -> !Double.isNaN(steps))
                .max()
                .orElse(Double.NaN);
    }

    private static String detail(Verdict verdict) {
        String explanations = verdict.outputs().stream()
                .filter(output -> output.sqnr() < Judgement.EXPLAINED_BELOW)
                .map(OutputVerdict::explanation)
                .collect(Collectors.joining(" "));
        String all = (verdict.detail() + " " + explanations)
                .strip()
                .replace('|', '/')
                .replace('\n', ' ');
        return all.length() <= DETAIL_LENGTH ? all : all.substring(0, DETAIL_LENGTH) + "...";
    }

    private static String decimal(double value) {
        if (Double.isFinite(value)) {
            return "%.1f".formatted(value);
        }
        return Double.isNaN(value) ? "" : value > 0 ? "exact" : "no signal";
    }

    private static void row(StringBuilder text, List<String> cells) {
        text.append("| ").append(String.join(" | ", cells)).append(" |\n");
    }

    /** A number of seconds for the progress line. */
    static String seconds(double value) {
        return String.format(Locale.ROOT, "%.1f s", value);
    }
}
