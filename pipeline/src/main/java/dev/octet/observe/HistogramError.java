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
    /** How far the values in bins below {@code first + i} lie below that place, summed. */
    private final double[] shortfall;

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
        shortfall = new double[bins + 1];
        for (int i = 0; i < bins; i++) {
            double count = histogram.count(i);
            double left = first + i;
            mass[i + 1] = mass[i] + count;
            linear[i + 1] = linear[i] + count * (left + 0.5);
            square[i + 1] = square[i] + count * (left * left + left + 1.0 / 3);
            shortfall[i + 1] = shortfall[i] + mass[i] + count / 2;
        }
    }

    /** The sum of the squared errors, in squared real units, of the codes of a map. */
    double of(Affine affine) {
        return of(affine, Double.POSITIVE_INFINITY);
    }

    /** The same where it is below a bound, and else something that is not, which is often known much earlier. */
    double of(Affine affine, double bound) {
        double scale = affine.scale();
        long levels = affine.highest() - affine.lowest() + 1;
        return of((affine.lowest() - affine.zeroPoint()) * scale, scale, levels, bound);
    }

    /**
     * The sum of the squared errors of {@code levels} levels from {@code lowest} on, {@code step} apart, in real units.
     */
    double of(double lowest, double step, long levels) {
        return of(lowest, step, levels, Double.POSITIVE_INFINITY);
    }

    private double of(double lowest, double step, long levels, double bound) {
        double center = lowest / width;
        double distance = step / width;
        double clipped = clippingError(center, distance, levels);
        if (clippingWeight * clipped * width * width >= bound) {
            return bound;
        }
        double error =
                distance < FINE_STEP ? fineError(center, distance, levels) : levelError(center, distance, levels);
        return (error + (clippingWeight - 1) * clipped) * width * width;
    }

    /**
     * The squared distances to the highest level, less what each lower one spares: a value {@code x} below the middle
     * {@code p} between a level {@code l} and the next, {@code l + d}, is nearer to {@code l}, by {@code (x - l - d)^2
     * - (x - l)^2 = 2 d (p - x)}.
     */
    private double levelError(double center, double distance, long levels) {
        long lowest = level(first, center, distance, levels);
        long highest = level(first + bins, center, distance, levels);
        double spared = 0;
        for (long level = lowest; level < highest; level++) {
            spared += shortfall(center + (level + 0.5) * distance - first);
        }
        double top = center + highest * distance;
        double all = square[bins] - 2 * top * linear[bins] + top * top * mass[bins];
        return Math.max(0, all - 2 * distance * spared);
    }

    /** How far the values below a place, counted in bins from the first and within them, lie below it, summed. */
    private double shortfall(double place) {
        int bin = Math.min((int) place, bins - 1);
        double part = place - bin;
        double below = mass[bin];
        return shortfall[bin] + part * (below + 0.5 * part * (mass[bin + 1] - below));
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

        /** The squared distances from a level of the values between another place and this one; never below 0. */
        double errorSince(Sums other, double level) {
            double between =
                    squares - other.squares - 2 * level * (sum - other.sum) + level * level * (count - other.count);
            return between > 0 ? between : 0;
        }
    }
}
