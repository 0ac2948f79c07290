package dev.octet.affine;

/**
 * Which ranges are tried for the smallest error of quantization: the observed one, and it shrunk by {@code step},
 * {@code 2 * step} and so on, both bounds alike. The error is the sum of {@code |x - quantized(x)|^exponent}; of equal
 * errors the wider range wins.
 *
 * <p>Source: the grid of GPTQ's weight quantizer (Frantar et al. 2022), which has 80 steps of 1 % and exponent 2.4.
 *
 * @param candidates how many ranges are tried, the observed one included; at least 1
 * @param step by how much of the observed range each is smaller than the one before; above 0
 * @param exponent 2 for the squared error; above 0
 */
public record ShrinkSearch(int candidates, double step, double exponent) {
    /** 80 steps of 1 %, squared error. */
    public static final ShrinkSearch MEAN_SQUARED_ERROR = new ShrinkSearch(80, 0.01, 2);

    /**
     * Checks the parameters.
     *
     * @throws IllegalArgumentException if one is out of its range or the last candidate would be empty
     */
    public ShrinkSearch {
        if (candidates < 1 || !(step > 0) || !(exponent > 0) || (candidates - 1) * step >= 1) {
            throw new IllegalArgumentException(
                    "Expected candidates of 1 or more, step and exponent above 0, and (candidates - 1) * step < 1, got %d, %s, %s"
                            .formatted(candidates, step, exponent));
        }
    }

    /** The range that a candidate tries. */
    Range shrunk(Range range, int candidate) {
        double factor = 1 - candidate * step;
        return new Range((float) (range.min() * factor), (float) (range.max() * factor));
    }
}
