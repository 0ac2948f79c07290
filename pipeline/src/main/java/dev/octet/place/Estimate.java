package dev.octet.place;

/**
 * What a plan is expected to be worth on its target, by the target's {@link Costs}.
 *
 * @param floatNanoseconds time of one run of the float model
 * @param quantizedNanoseconds time of one run of the quantized model
 */
public record Estimate(double floatNanoseconds, double quantizedNanoseconds) {
    /** Quantized time as a share of float time; 1 where nothing is quantized. */
    public double ratio() {
        return floatNanoseconds == 0 ? 1 : quantizedNanoseconds / floatNanoseconds;
    }
}
