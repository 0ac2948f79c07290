package dev.octet.observe;

import dev.octet.affine.Affine;

/**
 * The squared error that codes make in what is read of the counted values: {@code sum of (f(x) - f(code of x))^2}.
 * Values are taken to lie in the middle of their bin.
 */
final class EffectError {
    private final Histogram histogram;
    private final Effect effect;
    private final double clippingWeight;
    private final double[][] exact;

    /** @param clippingWeight how often the error of values beyond the outermost codes counts; 1 or more */
    EffectError(Histogram histogram, Effect effect, double clippingWeight) {
        this.histogram = histogram;
        this.effect = effect;
        this.clippingWeight = clippingWeight;
        this.exact = new double[histogram.bins()][];
        for (int bin = 0; bin < exact.length; bin++) {
            exact[bin] = effect.of(middle(bin));
        }
    }

    double of(Affine map) {
        double[][] coded = new double[(int) (map.highest() - map.lowest() + 1)][];
        double lowest = (double) (map.lowest() - map.zeroPoint());
        double sum = 0;
        for (int bin = 0; bin < exact.length; bin++) {
            if (histogram.count(bin) == 0) {
                continue;
            }
            // Counted from the lowest code.
            double place = Math.rint(middle(bin) / map.scale()) - lowest;
            int code = (int) Math.max(0, Math.min(coded.length - 1.0, place));
            if (coded[code] == null) {
                coded[code] = effect.of(map.scale() * (lowest + code));
            }
            boolean isClipped = place != code;
            sum += histogram.count(bin) * (isClipped ? clippingWeight : 1) * squaredDistance(exact[bin], coded[code]);
        }
        return sum;
    }

    private double middle(int bin) {
        return histogram.edge(bin) + histogram.width() / 2;
    }

    private static double squaredDistance(double[] one, double[] other) {
        double sum = 0;
        for (int i = 0; i < one.length; i++) {
            sum += (one[i] - other[i]) * (one[i] - other[i]);
        }
        return sum;
    }
}
