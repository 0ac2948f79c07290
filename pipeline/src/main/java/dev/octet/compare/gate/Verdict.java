package dev.octet.compare.gate;

import dev.octet.compare.statistics.Interval;
import java.util.Optional;

/**
 * Whether one criterion is met.
 *
 * @param criterion what was asked of what, such as {@code max-drop top1} or {@code min-sqnr logits}
 * @param bound which side of the limit is right
 * @param limit what was asked
 * @param measured what was found, in {@code unit}; this figure decides, not its interval
 * @param interval its confidence interval, where there is one
 * @param unit the unit of the figures, or empty
 * @param passed whether the criterion is met
 */
public record Verdict(
        String criterion,
        Bound bound,
        Limit limit,
        double measured,
        Optional<Interval> interval,
        String unit,
        boolean passed) {
    /** What was asked, such as {@code at most 0.5 pt}. */
    public String asked() {
        return "%s %s%s".formatted(bound.words(), limit.value().toPlainString(), unit.isEmpty() ? "" : " " + unit);
    }
}
