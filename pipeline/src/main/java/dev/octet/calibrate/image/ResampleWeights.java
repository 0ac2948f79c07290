package dev.octet.calibrate.image;

/** Which source positions make up each output position along one axis, and with what weights. */
final class ResampleWeights {
    /** Leaves room for 8-bit samples and a sign, with 1 bit for kernels that overshoot. */
    static final int FRACTION_BITS = 32 - 8 - 2;

    /** Overlaps of less than this many pixels come from rounding the position, not from geometry. */
    private static final double ROUNDING = 1e-9;

    private final int[] firsts;
    private final int[][] weights;

    private ResampleWeights(int[] firsts, int[][] weights) {
        this.firsts = firsts;
        this.weights = weights;
    }

    static ResampleWeights of(int from, int to, Interpolation interpolation, boolean antialias) {
        int[] firsts = new int[to];
        int[][] weights = new int[to][];
        double scale = (double) from / to;
        for (int i = 0; i < to; i++) {
            double center = (i + 0.5) * scale;
            if (interpolation == Interpolation.AREA) {
                double low = center - scale / 2;
                double high = center + scale / 2;
                firsts[i] = Math.max(0, (int) Math.floor(low + ROUNDING));
                weights[i] = fixed(overlaps(firsts[i], Math.min(from, (int) Math.ceil(high - ROUNDING)), low, high));
            } else {
                double widening = antialias ? Math.max(1, scale) : 1;
                double support = interpolation.support() * widening;
                firsts[i] = Math.max(0, (int) (center - support + 0.5));
                int end = Math.min(from, (int) (center + support + 0.5));
                weights[i] = fixed(weighed(firsts[i], end, center, widening, interpolation));
            }
        }
        return new ResampleWeights(firsts, weights);
    }

    /** The first source position of an output position. */
    int first(int position) {
        return firsts[position];
    }

    /** The weights from there on, in units of 2^-{@link #FRACTION_BITS}; they add up to about 1. */
    int[] of(int position) {
        return weights[position];
    }

    /** The kernel around a centre, widened by a factor. */
    private static double[] weighed(int first, int end, double center, double widening, Interpolation interpolation) {
        double[] raw = new double[end - first];
        for (int i = 0; i < raw.length; i++) {
            raw[i] = interpolation.weight((i + first - center + 0.5) * (1 / widening));
        }
        return raw;
    }

    /** How much of each source position lies between two points. */
    private static double[] overlaps(int first, int end, double low, double high) {
        double[] raw = new double[end - first];
        for (int i = 0; i < raw.length; i++) {
            raw[i] = Math.min(first + i + 1, high) - Math.max(first + i, low);
        }
        return raw;
    }

    /** The weights made to add up to 1 and rounded half away from zero. */
    private static int[] fixed(double[] raw) {
        double sum = 0;
        for (double weight : raw) {
            sum += weight;
        }
        int[] fixed = new int[raw.length];
        for (int i = 0; i < fixed.length; i++) {
            double scaled = raw[i] / sum * (1 << FRACTION_BITS);
            fixed[i] = (int) (scaled < 0 ? scaled - 0.5 : scaled + 0.5);
        }
        return fixed;
    }
}
