package dev.octet.refine;

import dev.octet.bias.BiasCorrection;
import dev.octet.rounding.WeightRounding;
import java.util.function.Supplier;

/**
 * What costs nothing when a model runs and so is tried before anything is left float.
 *
 * @param rounding how weights are rounded, other than to the nearest
 * @param correction how biases are corrected
 */
public record Remedies(Supplier<WeightRounding> rounding, Supplier<BiasCorrection> correction) {
    /** No remedy. */
    public static Remedies none() {
        return new Remedies(WeightRounding::nearest, BiasCorrection::none);
    }
}
