package dev.octet.codebook;

/**
 * What evenly spaced codes would lose, for comparison: codes of {@code scale * (code - zeroPoint)} that span the lowest
 * and the highest value, and zero.
 *
 * <p>Source of the map: QuantizeLinear-21.
 */
final class UniformCodes {
    private UniformCodes() {}

    static double squaredError(Distribution distribution, int codes) {
        double lowest = Math.min(0, distribution.lowest());
        double highest = Math.max(0, distribution.highest());
        float scale = (float) ((highest - lowest) / (codes - 1));
        if (scale == 0) {
            return distribution.energy();
        }
        double zeroPoint = Math.rint(-lowest / scale);
        double sum = 0;
        for (int i = 0; i < distribution.size(); i++) {
            double value = distribution.value(i);
            double code = Math.max(0, Math.min(codes - 1.0, Math.rint(value / scale) + zeroPoint));
            double error = value - scale * (code - zeroPoint);
            sum += distribution.count(i) * error * error;
        }
        return sum;
    }
}
