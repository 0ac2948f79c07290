package dev.octet.smooth;

import dev.octet.tensor.Tensor;
import java.util.Arrays;

/** What was seen of each channel of a value. */
final class ChannelStatistics {
    private final float[] smallest;
    private final float[] largest;
    private final double[] squares;
    private long rows;

    ChannelStatistics(int channels) {
        smallest = new float[channels];
        largest = new float[channels];
        squares = new double[channels];
        Arrays.fill(smallest, Float.POSITIVE_INFINITY);
        Arrays.fill(largest, Float.NEGATIVE_INFINITY);
    }

    /**
     * Looks at the value in one run, the channels on its last axis.
     *
     * @param tensor float, {@code [..., channels]}
     */
    void observe(Tensor tensor) {
        float[] elements = tensor.toFloats();
        for (int i = 0; i < elements.length; i++) {
            int channel = i % squares.length;
            smallest[channel] = Math.min(smallest[channel], elements[i]);
            largest[channel] = Math.max(largest[channel], elements[i]);
            squares[channel] += (double) elements[i] * elements[i];
        }
        rows += elements.length / squares.length;
    }

    /**
     * Takes what someone else has seen in one run.
     *
     * @param min the smallest element of each channel
     * @param max the largest element of each channel
     * @param meanSquares the mean of the squares of each channel
     */
    void observe(float[] min, float[] max, float[] meanSquares) {
        for (int channel = 0; channel < squares.length; channel++) {
            smallest[channel] = Math.min(smallest[channel], min[channel]);
            largest[channel] = Math.max(largest[channel], max[channel]);
            squares[channel] += meanSquares[channel];
        }
        rows++;
    }

    /** Whether every channel was seen, and nothing but finite numbers. */
    boolean isComplete() {
        boolean finite = Arrays.stream(squares).allMatch(Double::isFinite);
        return rows > 0 && finite;
    }

    /** How many channels there are. */
    int channels() {
        return squares.length;
    }

    float min(int channel) {
        return smallest[channel];
    }

    float max(int channel) {
        return largest[channel];
    }

    /** The largest magnitude of a channel. */
    float magnitude(int channel) {
        return Math.max(Math.abs(smallest[channel]), Math.abs(largest[channel]));
    }

    double meanSquare(int channel) {
        return squares[channel] / rows;
    }
}
