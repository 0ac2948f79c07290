package dev.octet.observe;

/** Statistics computed the plain way, value by value in binary64, to compare the fast way with. */
final class PlainStatistics {
    private PlainStatistics() {}

    static MinMax minMax(float... values) {
        MinMax minMax = MinMax.EMPTY;
        for (float value : values) {
            minMax = minMax.merge(
                    Float.isFinite(value)
                            ? new MinMax(value, value, 1, 0, 0)
                            : new MinMax(
                                    Float.POSITIVE_INFINITY,
                                    Float.NEGATIVE_INFINITY,
                                    1,
                                    Float.isNaN(value) ? 1 : 0,
                                    Float.isNaN(value) ? 0 : 1));
        }
        return minMax;
    }

    static Histogram histogram(float[] values, float magnitude) {
        int exponent = Math.max(-126, Math.getExponent(magnitude) - 11);
        long[] counts = new long[8192];
        for (float value : values) {
            if (Float.isFinite(value)) {
                counts[4096 + (int) Math.floor(Math.scalb((double) value, -exponent))]++;
            }
        }
        return Histogram.of(exponent, -4096, counts);
    }
}
