package dev.octet.compare.fidelity;

/**
 * Measures {@link Fidelity} sample by sample in constant memory.
 *
 * <p>Sums are in binary64, in the order of the samples. Elements that are not finite in the float output are passed
 * over; an element that is finite there and not finite here counts as an infinite error.
 */
public final class FidelityMeter {
    private double signal;
    private long samples;
    private long elements;
    private double noise;
    private double product;
    private double quantizedSquares;
    private double maxError;
    private double absoluteError;
    private final RowMeter rows = new RowMeter();

    /**
     * Takes the outputs for one sample.
     *
     * @param reference the float model's output, row-major
     * @param quantized the quantized model's output, of the same length
     * @param rowLength length of the innermost dimension: scores of one decision
     */
    public void add(float[] reference, float[] quantized, int rowLength) {
        if (reference.length != quantized.length) {
            throw new IllegalArgumentException(
                    "Expected outputs of one length, got %d and %d".formatted(reference.length, quantized.length));
        }
        samples++;
        for (int i = 0; i < reference.length; i++) {
            if (Float.isFinite(reference[i])) {
                addElement(reference[i], quantized[i]);
            }
        }
        rows.add(reference, quantized, rowLength);
    }

    private void addElement(double expected, double actual) {
        double error = Double.isNaN(actual) ? Double.POSITIVE_INFINITY : Math.abs(expected - actual);
        elements++;
        signal += expected * expected;
        noise += error * error;
        product += expected * actual;
        quantizedSquares += actual * actual;
        maxError = Math.max(maxError, error);
        absoluteError += error;
    }

    /** What was measured so far. */
    public Fidelity result() {
        double sqnr = noise == 0 ? Double.POSITIVE_INFINITY : 10 * Math.log10(signal / noise);
        double lengths = Math.sqrt(signal) * Math.sqrt(quantizedSquares);
        double cosine = lengths == 0 ? (noise == 0 ? 1 : 0) : product / lengths;
        double mean = elements == 0 ? 0 : absoluteError / elements;
        return new Fidelity(samples, elements, sqnr, cosine, maxError, mean, rows.divergence(), rows.agreement());
    }
}
