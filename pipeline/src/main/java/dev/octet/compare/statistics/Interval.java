package dev.octet.compare.statistics;

/**
 * A figure with a confidence interval around it.
 *
 * @param estimate the figure itself
 * @param low lower bound
 * @param high upper bound, not below {@code low}
 * @param confidence the share of repetitions in which such an interval holds the true figure, such as 0.95
 */
public record Interval(double estimate, double low, double high, double confidence) {
    /** Checks the order of the bounds. */
    public Interval {
        if (low > high || confidence <= 0 || confidence >= 1) {
            throw new IllegalArgumentException(
                    "Expected low <= high and 0 < confidence < 1, got [%s, %s] at %s".formatted(low, high, confidence));
        }
    }

    /** Whether a value lies within the bounds, both included. */
    public boolean contains(double value) {
        return low <= value && value <= high;
    }
}
