package dev.octet.compare.statistics;

/**
 * Quantiles with linear interpolation between neighbours (type 7 of Hyndman and Fan, 1996, the default of NumPy and R).
 */
final class Quantiles {
    private Quantiles() {}

    /**
     * The quantile of values in ascending order.
     *
     * @param sorted at least one value, ascending
     * @param share between 0 (smallest) and 1 (largest)
     */
    static double ofSorted(double[] sorted, double share) {
        if (sorted.length == 0 || share < 0 || share > 1) {
            throw new IllegalArgumentException(
                    "Expected values and a share from 0 to 1, got %d values and %s".formatted(sorted.length, share));
        }
        double position = share * (sorted.length - 1);
        int below = (int) Math.floor(position);
        int above = Math.min(below + 1, sorted.length - 1);
        double weight = position - below;
        // Equal neighbours are returned as they are: infinity minus infinity would be not a number.
        return sorted[below] == sorted[above]
                ? sorted[below]
                : sorted[below] + weight * (sorted[above] - sorted[below]);
    }

    /** The quantile of values in any order. */
    static double of(double[] values, double share) {
        double[] sorted = values.clone();
        java.util.Arrays.sort(sorted);
        return ofSorted(sorted, share);
    }
}
