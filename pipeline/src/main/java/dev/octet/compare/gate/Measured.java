package dev.octet.compare.gate;

import dev.octet.compare.statistics.Interval;
import java.util.Optional;

/**
 * What was found for a criterion.
 *
 * @param subject what it was found of, such as {@code top1} or the output with the worst figure; empty for the whole
 *     model
 * @param value the figure, in the unit
 * @param interval its confidence interval, where there is one
 * @param unit the unit, or empty
 */
record Measured(String subject, double value, Optional<Interval> interval, String unit) {}
