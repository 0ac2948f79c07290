package dev.octet.observe;

import dev.octet.affine.Affine;

/**
 * The squared error of representing the counted values by evenly spaced levels, each value by the level nearest to it.
 * Values are taken to lie evenly within their bin, as PyTorch's HistogramObserver does.
 *
 * <p>Sums over {@code 1, x, x^2} up to any place are known in advance, so an error costs time for the levels, not the
 * bins.
 */
final class HistogramError {
    /**
     * From here on the bins are so wide that values lie evenly within the steps, whose error is {@code step^2 / 12}.
     */
    private static final double FINE_STEP = 0.5;

    private final double clippingWeight;
    private final double width;
    private final int first;
    private final int bins;
    /** Sums over the values in bins below {@code first + i}, in units of the width. */
    private final double[] mass;

    private final double[] linear;
    private final double[] square;

    /** The error with clipped values counted like all others. */
    HistogramError(Histogram histogram) {
        this(histogram, 1);
    }

    /** @param clippingWeight how often the error of values beyond the outermost levels counts; 1 or more */
    HistogramError(Histogram histogram, double clippingWeight) {
        this.clippingWeight = clippingWeight;
        width = histogram.width();
        first = histogram.first();
        bins = histogram.bins();
        mass = new double[bins + 1];
        linear = new double[bins + 1];
        square = new double[bins + 1];
        for (int i = 0; i < bins; i++) {
            double count = histogram.count(i);
            double left = first + i;
            mass[i + 1] = mass[i] + count;
            linear[i + 1] = linear[i] + count * (left + 0.5);
            square[i + 1] = square[i] + count * (left * left + left + 1.0 / 3);
        }
    }

    /** The sum of the squared errors, in squared real units, of the codes of a map. */
    double of(Affine affine) {
        double scale = affine.scale();
        return of((affine.lowest() - affine.zeroPoint()) * scale, scale, affine.highest() - affine.lowest() + 1);
    }

    /**
     * The sum of the squared errors of {@code levels} levels from {@code lowest} on, {@code step} apart, in real units.
     */
    double of(double lowest, double step, long levels) {
        double center = lowest / width;
        double distance = step / width;
        double error =
                distance < FINE_STEP ? fineError(center, distance, levels) : levelError(center, distance, levels);
        double clipping = clippingWeight == 1 ? 0 : (clippingWeight - 1) * clippingError(center, distance, levels);
        return (error + clipping) * width * width;
    }

    private double levelError(double center, double distance, long levels) {
        long lowest = level(first, center, distance, levels);
        long highest = level(first + bins, center, distance, levels);
        Sums below = new Sums();
        Sums above = new Sums();
        double error = 0;
        for (long level = lowest; level <= highest; level++) {
            above.upTo(level == highest ? bins : center + (level + 0.5) * distance - first);
            error += above.errorSince(below, center + level * distance);
            below.set(above);
        }
        return error;
    }

    private double fineError(double center, double distance, long levels) {
        double lowest = center - 0.5 * distance;
        double highest = center + (levels - 0.5) * distance;
        Sums none = new Sums();
        Sums below = new Sums();
        Sums inside = new Sums();
        Sums all = new Sums();
        below.upTo(lowest - first);
        inside.upTo(highest - first);
        all.upTo(bins);
        return below.errorSince(none, center)
                + (inside.count - below.count) * distance * distance / 12
                + all.errorSince(inside, center + (levels - 1) * distance);
    }

    /** The share of the values that lie more than half a step beyond the outermost levels. */
    private double clippingError(double center, double distance, long levels) {
        Sums none = new Sums();
        Sums below = new Sums();
        Sums inside = new Sums();
        Sums all = new Sums();
        below.upTo(center - 0.5 * distance - first);
        inside.upTo(center + (levels - 0.5) * distance - first);
        all.upTo(bins);
        return below.errorSince(none, center) + all.errorSince(inside, center + (levels - 1) * distance);
    }

    private static long level(double place, double center, double distance, long levels) {
        return (long) Math.max(0, Math.min(levels - 1.0, Math.rint((place - center) / distance)));
    }

    /** The sums over all values below a place. */
    private final class Sums {
        private double count;
        private double sum;
        private double squares;

        /** Moves to a place counted in bins from the first. */
        void upTo(double place) {
            // Comparisons, since Math.min and Math.max of doubles also look at NaN and the sign of zero.
            double inside = place > bins ? bins : place > 0 ? place : 0;
            int bin = inside >= bins ? bins - 1 : (int) inside;
            double part = inside - bin;
            double density = mass[bin + 1] - mass[bin];
            double left = first + bin;
            count = mass[bin] + density * part;
            sum = linear[bin] + density * part * (left + part / 2);
            squares = square[bin] + density * part * (left * left + part * (left + part / 3));
        }

        void set(Sums other) {
            count = other.count;
            sum = other.sum;
            squares = other.squares;
        }

        /** The squared distances from a level of the values between another place and this one; never below 0. */
        double errorSince(Sums other, double level) {
            double between =
                    squares - other.squares - 2 * level * (sum - other.sum) + level * level * (count - other.count);
            return between > 0 ? between : 0;
        }
    }
}
