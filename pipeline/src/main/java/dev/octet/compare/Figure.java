package dev.octet.compare;

import dev.octet.compare.statistics.Interval;
import java.util.Optional;

/**
 * A number and how sure it is.
 *
 * @param value the number
 * @param interval its confidence interval, where there is one
 */
public record Figure(double value, Optional<Interval> interval) {
    /** A number with an interval. */
    public static Figure of(Interval interval) {
        return new Figure(interval.estimate(), Optional.of(interval));
    }

    /** A number about which nothing more is known. */
    public static Figure of(double value) {
        return new Figure(value, Optional.empty());
    }
}
