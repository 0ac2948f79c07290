package dev.octet.refine;

import dev.octet.place.PlacementSettings.Preference;

/**
 * How a quantized model is looked at before it is written.
 *
 * @param floor signal-to-quantization-noise ratio in dB that each output is to reach; where one does not, the nodes
 *     that cost most are left float as long as that is cheap. Negative infinity for no such look
 * @param samples calibration samples that outputs are compared on, 1 or more
 * @param timed whether the model is timed against the float one where the target is this host, and left float where it
 *     is not faster
 * @param keptSaving share of the time that integers were expected to save which may not be given away for accuracy, 0
 *     to 1
 * @param strict whether nothing is written where a convolution or matrix product stays float that was to be quantized
 */
public record RefinementSettings(double floor, int samples, boolean timed, double keptSaving, boolean strict) {
    private static final double DEFAULT_FLOOR = 20;
    private static final double ACCURATE_FLOOR = 30;
    private static final int DEFAULT_SAMPLES = 16;
    private static final double DEFAULT_KEPT_SAVING = 0.5;

    /** Checks the ranges. */
    public RefinementSettings {
        if (Double.isNaN(floor) || samples < 1 || !(keptSaving >= 0 && keptSaving <= 1)) {
            throw new IllegalArgumentException(
                    "Expected a floor in dB, 1 or more samples and a share to keep of 0 to 1, got %s, %d and %s"
                            .formatted(floor, samples, keptSaving));
        }
    }

    /** The floor that outputs have unless another is set. */
    public static double floor(Preference preference) {
        return preference == Preference.ACCURACY ? ACCURATE_FLOOR : DEFAULT_FLOOR;
    }

    /** 20 dB on 16 samples, timed, not strict. */
    public static RefinementSettings defaults() {
        return new RefinementSettings(DEFAULT_FLOOR, DEFAULT_SAMPLES, true, DEFAULT_KEPT_SAVING, false);
    }

    /** These settings with another floor in dB. */
    public RefinementSettings withFloor(double decibels) {
        return new RefinementSettings(decibels, samples, timed, keptSaving, strict);
    }

    /** These settings with or without timing. */
    public RefinementSettings withTimed(boolean wanted) {
        return new RefinementSettings(floor, samples, wanted, keptSaving, strict);
    }

    /** These settings with another share that may not be given away. */
    public RefinementSettings withKeptSaving(double share) {
        return new RefinementSettings(floor, samples, timed, share, strict);
    }

    /** These settings with or without strict mode. */
    public RefinementSettings withStrict(boolean wanted) {
        return new RefinementSettings(floor, samples, timed, keptSaving, wanted);
    }
}
