package dev.octet.calibrate;

/**
 * NaN or infinities among the values of one tensor. They count for no range.
 *
 * @param value name of the tensor
 * @param firstSample the first sample that has some
 * @param samples how many runs had some; a run is a sample unless samples are joined
 * @param count how many there are over all samples
 */
public record NonFinite(String value, String firstSample, long samples, long count) {
    /** As {@code 'conv3': 12 values are NaN or infinite in 2 samples, first in 'cat/7.png'}. */
    @Override
    public String toString() {
        return "'" + value + "': " + (count == 1 ? "1 value is" : count + " values are") + " NaN or infinite in "
                + (samples == 1 ? "1 sample" : samples + " samples") + ", first in '" + firstSample + "'";
    }
}
