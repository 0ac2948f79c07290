package dev.octet.observe;

import dev.octet.affine.Affine;
import dev.octet.affine.Range;
import dev.octet.affine.Scheme;
import dev.octet.affine.Symmetry;
import java.util.EnumSet;
import java.util.Set;

/**
 * The range whose codes have the smallest mean squared error on the histogram, values clipped and rounded as they will
 * be.
 *
 * <p>Tries both bounds of the observed range shrunk alike to {@code steps} even parts of it, then, if the scheme is
 * asymmetric and both signs occur, each bound for itself, twice, and at last refines around the best. Of equal errors
 * the wider range wins. Source: the grid of pytorch-quantization's "mse" (there symmetric and over bin centers), made
 * two-sided.
 *
 * @param scheme what the range will be coded with
 * @param steps how many parts; at least 2
 * @param clippingWeight how often the error of clipped values counts; 1 or more
 */
public record SquaredErrorEstimator(Scheme scheme, int steps, double clippingWeight) implements RangeEstimator {
    /**
     * Checks the numbers.
     *
     * @throws IllegalArgumentException if there are fewer than 2 steps or the weight is below 1
     */
    public SquaredErrorEstimator {
        if (steps < 2 || !(clippingWeight >= 1)) {
            throw new IllegalArgumentException(
                    "Expected 2 steps and a weight of 1 or more, got " + steps + " and " + clippingWeight);
        }
    }

    /** The search in steps of 1 %, with clipped values counted like all others. */
    public SquaredErrorEstimator(Scheme scheme) {
        this(scheme, 100, 1);
    }

    @Override
    public Estimate estimate(TensorStatistics statistics) {
        Search search = new Search(
                Needs.extremes(statistics), new HistogramError(Needs.histogram(statistics), clippingWeight), scheme);
        search.scan(true, true, steps, 1);
        boolean twoSided =
                scheme.symmetry() == Symmetry.ASYMMETRIC && search.extremes.min() < 0 && search.extremes.max() > 0;
        for (int round = 0; twoSided && round < 2; round++) {
            search.scan(false, true, steps, 1);
            search.scan(true, false, steps, 1);
        }
        search.scan(true, true, steps, 1.0 / steps);
        return new Estimate(
                search.best(), clippingWeight == 1 ? name() : name() + ", clipping " + clippingWeight + "x");
    }

    @Override
    public Set<StatisticKind> needs() {
        return EnumSet.of(StatisticKind.MIN_MAX, StatisticKind.HISTOGRAM);
    }

    @Override
    public String name() {
        return "mse";
    }

    /** The best pair of factors of the observed bounds so far. */
    private static final class Search {
        private final Range extremes;
        private final HistogramError error;
        private final Scheme scheme;
        private double lower = 1;
        private double upper = 1;
        private double smallest;

        Search(Range extremes, HistogramError error, Scheme scheme) {
            this.extremes = extremes;
            this.error = error;
            this.scheme = scheme;
            this.smallest = error.of(Affine.of(extremes, scheme));
        }

        Range best() {
            return range(lower, upper);
        }

        private Range range(double lowerFactor, double upperFactor) {
            Range shrunk = new Range((float) (extremes.min() * lowerFactor), (float) (extremes.max() * upperFactor));
            // Shrinking must not lower a bound that lies between the other and zero.
            return shrunk.clampedTo(extremes);
        }

        /**
         * Tries factors of one or both bounds: over all of the observed range, or around the best within a part of it.
         */
        void scan(boolean lowerToo, boolean upperToo, int steps, double part) {
            double lowerFrom = part == 1 ? 1 : lower + part;
            double upperFrom = part == 1 ? 1 : upper + part;
            double length = part == 1 ? 1 : 2 * part;
            double lowerBefore = lower;
            double upperBefore = upper;
            for (int step = 0; step < steps; step++) {
                double shrunk = length * step / steps;
                tryOut(lowerToo ? lowerFrom - shrunk : lowerBefore, upperToo ? upperFrom - shrunk : upperBefore);
            }
        }

        private void tryOut(double lowerFactor, double upperFactor) {
            if (lowerFactor > 1 || upperFactor > 1 || lowerFactor <= 0 || upperFactor <= 0) {
                return;
            }
            Range range = range(lowerFactor, upperFactor);
            double candidate = error.of(Affine.of(range, scheme), smallest);
            if (candidate < smallest) {
                smallest = candidate;
                lower = lowerFactor;
                upper = upperFactor;
            }
        }
    }
}
