package dev.octet.refine;

/**
 * How a quantized model is looked at before it is written.
 *
 * @param floor signal-to-quantization-noise ratio in dB that each output is to reach; where one does not, the nodes
 *     that cost most are left float as long as that is cheap. Negative infinity for no such look
 * @param samples calibration samples that outputs are compared on, 1 or more
 * @param timed whether the model is timed against the float one where the target is this host, and left float where it
 *     is not faster
 * @param strict whether nothing is written where a convolution or matrix product stays float that was to be quantized
 */
public record RefinementSettings(double floor, int samples, boolean timed, boolean strict) {
    private static final double DEFAULT_FLOOR = 20;
    private static final int DEFAULT_SAMPLES = 4;

    /** Checks the ranges. */
    public RefinementSettings {
        if (Double.isNaN(floor) || samples < 1) {
            throw new IllegalArgumentException(
                    "Expected a floor in dB and 1 or more samples, got %s and %d".formatted(floor, samples));
        }
    }

    /** 20 dB on four samples, timed, not strict. */
    public static RefinementSettings defaults() {
        return new RefinementSettings(DEFAULT_FLOOR, DEFAULT_SAMPLES, true, false);
    }

    /** These settings with another floor in dB. */
    public RefinementSettings withFloor(double decibels) {
        return new RefinementSettings(decibels, samples, timed, strict);
    }

    /** These settings with or without timing. */
    public RefinementSettings withTimed(boolean wanted) {
        return new RefinementSettings(floor, samples, wanted, strict);
    }

    /** These settings with or without strict mode. */
    public RefinementSettings withStrict(boolean wanted) {
        return new RefinementSettings(floor, samples, timed, wanted);
    }
}
