package dev.octet.compare;

import java.util.Optional;

/**
 * A metric of both models.
 *
 * @param name what it is called
 * @param unit its unit, or empty
 * @param higherIsBetter whether a larger figure is better
 * @param items how many questions were asked; for pairs of sentences, the pairs
 * @param reference the float model's figure
 * @param quantized the quantized model's figure
 * @param drop how much worse the quantized model is, in the same unit; negative where it is better. Its interval comes
 *     from the same resampled questions for both models
 * @param test the paired test of whether there is a difference at all, where there is one for this metric
 * @param distinguishable whether the drop can be told from none at 5 %: by the test where there is one, else by whether
 *     the interval of the drop leaves zero out; empty where there is neither
 */
public record MetricComparison(
        String name,
        String unit,
        boolean higherIsBetter,
        long items,
        Figure reference,
        Figure quantized,
        Figure drop,
        Optional<Test> test,
        Optional<Boolean> distinguishable) {
    /** The unit of the drop: percentages differ by points. */
    public String dropUnit() {
        return unit.equals("%") ? "pt" : unit;
    }

    /**
     * A paired test.
     *
     * @param name of the test
     * @param pValue the probability of a difference at least as large if there were none, 0 to 1
     */
    public record Test(String name, double pValue) {}
}
