package dev.octet.codebook;

/**
 * Zero and powers of one ratio below 1 with both signs, so that small values are kept as exactly as large ones in
 * proportion.
 *
 * <p>With 16 entries the ratio is the square root of a half, with 256 the eighth root, where codes end 16 octaves below
 * the largest. Of 16 places for the largest, an octave from the largest magnitude downward, the one of least squared
 * error is taken. A sign that does not occur gets no codes; an odd code goes to the sign that reaches farther.
 *
 * <p>Source: Miyashita, Lee and Murmann, "Convolutional Neural Networks using Logarithmic Data Representation" (2016),
 * arXiv 1603.01025, which finds base sqrt(2) enough for 4 to 5 bits.
 */
final class LogarithmicSteps {
    private static final int PLACES = 16;

    private LogarithmicSteps() {}

    static Codebook of(Distribution distribution, int size) {
        double largest = Math.max(Math.abs(distribution.lowest()), Math.abs(distribution.highest()));
        if (largest == 0) {
            return new Codebook(0);
        }
        Codebook best = of(distribution, size, largest);
        double least = best.squaredError(distribution);
        for (int place = 1; place < PLACES; place++) {
            Codebook candidate = of(distribution, size, largest * Math.pow(2, -(double) place / PLACES));
            double error = candidate.squaredError(distribution);
            if (error < least) {
                least = error;
                best = candidate;
            }
        }
        return best;
    }

    private static Codebook of(Distribution distribution, int size, double largest) {
        int signed = size - 1;
        int positive = distribution.lowest() >= 0 ? signed : distribution.highest() <= 0 ? 0 : signed / 2;
        boolean bothSigns = positive > 0 && positive < signed;
        if (bothSigns && distribution.highest() >= -distribution.lowest()) {
            positive = signed - positive;
        }
        double ratio = Math.pow(2, size <= 16 ? -0.5 : -0.125);
        double[] values = new double[size];
        for (int code = 0; code < signed; code++) {
            int step = code < positive ? code : code - positive;
            double power = largest * Math.pow(ratio, step);
            values[code] = code < positive ? power : -power;
        }
        return new Codebook(values);
    }
}
