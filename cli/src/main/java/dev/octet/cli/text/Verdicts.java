package dev.octet.cli.text;

import dev.octet.compare.MetricComparison;
import java.util.Locale;

/** What a metric says, in a sentence. */
final class Verdicts {
    private Verdicts() {}

    /** Whether there is a difference that can be told from chance. */
    static String of(MetricComparison metric) {
        String evidence = metric.test()
                .map(test -> " (%s test, p = %s)".formatted(test.name(), probability(test.pValue())))
                .orElse("");
        String over = " over " + Amounts.count(metric.items(), "item");
        if (metric.distinguishable().isEmpty()) {
            return "%s: nothing is known of how sure this is".formatted(metric.name());
        }
        return metric.distinguishable().get()
                ? "%s: the %s is distinguishable from chance%s%s"
                        .formatted(metric.name(), metric.drop().value() < 0 ? "gain" : "drop", over, evidence)
                : "%s: not distinguishable from no drop%s%s".formatted(metric.name(), over, evidence);
    }

    private static String probability(double value) {
        return value < 0.001 ? "less than 0.001" : String.format(Locale.ROOT, "%.3f", value);
    }
}
