package dev.octet.bias;

import dev.octet.tensor.Tensor;

/** The mean of each channel of a value {@code [samples, channels, ...positions]}. */
final class ChannelMean {
    private ChannelMean() {}

    static double[] of(Tensor value) {
        int samples = Math.toIntExact(value.shape().dimension(0));
        int channels = Math.toIntExact(value.shape().dimension(1));
        float[] elements = value.toFloats();
        double[] mean = new double[channels];
        int positions = elements.length / Math.max(1, samples * channels);
        for (int i = 0; i < elements.length; i++) {
            mean[i / positions % channels] += elements[i];
        }
        for (int channel = 0; channel < channels; channel++) {
            mean[channel] /= Math.max(1, samples * positions);
        }
        return mean;
    }
}
