package dev.octet.compare.layers;

/**
 * The power of an error beside that of what it is an error of.
 *
 * @param signal sum of squares of the float values
 * @param noise sum of squares of the differences
 */
public record Noise(double signal, double noise) {
    /** No error of nothing. */
    public static final Noise NONE = new Noise(0, 0);

    /**
     * The power of the error as a share of the signal's: 0 where there is no error, infinite where there is no signal.
     */
    public double share() {
        return noise == 0 ? 0 : noise / signal;
    }

    /** Signal-to-quantization-noise ratio in dB; infinite where there is no error. */
    public double sqnr() {
        return decibels(share());
    }

    /** Both together. */
    public Noise plus(Noise other) {
        return new Noise(signal + other.signal, noise + other.noise);
    }

    /** A share of the signal's power as the ratio of signal to noise in dB. */
    public static double decibels(double share) {
        return share == 0 ? Double.POSITIVE_INFINITY : -10 * Math.log10(share);
    }
}
