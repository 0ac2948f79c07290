package dev.octet.codebook;

/**
 * What became of one weight.
 *
 * @param name its name in the float model
 * @param elements number of elements
 * @param codebooks number of codebooks: 1, or that of its channels
 * @param entries values of the largest of them
 * @param floatBytes bytes before
 * @param bytes bytes of codes and codebooks
 * @param uniformBytes bytes that evenly spaced codes of as many bits would take, with a scale and a zero point for each
 *     codebook
 * @param energy sum of the squares of all elements
 * @param squaredError sum of the squared differences that the codes make
 * @param uniformSquaredError the same for evenly spaced codes from the lowest to the highest element and zero
 */
public record CodebookWeight(
        String name,
        long elements,
        int codebooks,
        int entries,
        long floatBytes,
        long bytes,
        long uniformBytes,
        double energy,
        double squaredError,
        double uniformSquaredError) {
    /** Signal to quantization noise in dB; infinite where nothing was lost. */
    public double sqnr() {
        return decibels(energy, squaredError);
    }

    /** That of evenly spaced codes. */
    public double uniformSqnr() {
        return decibels(energy, uniformSquaredError);
    }

    static double decibels(double energy, double squaredError) {
        return squaredError == 0 ? Double.POSITIVE_INFINITY : 10 * Math.log10(energy / squaredError);
    }
}
