package dev.octet.codebook;

import dev.octet.tensor.Tensor;

/** What the codes of a weight mean: of the values found for an element's channel the nearest, by looking at all. */
record MeantByCodebook(CodebookSettings settings) {
    /** The weight with each element replaced; {@code axis} is that of the channels. */
    Tensor of(Tensor weight, int axis) {
        float[] elements = weight.toFloats();
        int inner = 1;
        for (int i = axis + 1; i < weight.shape().rank(); i++) {
            inner *= (int) weight.shape().dimension(i);
        }
        int channels = settings.perChannel() ? (int) weight.shape().dimension(axis) : 1;
        float[] meant = new float[elements.length];
        for (int channel = 0; channel < channels; channel++) {
            replace(elements, meant, channel, channels, inner);
        }
        return Tensor.ofFloats(weight.shape(), meant);
    }

    private void replace(float[] elements, float[] meant, int channel, int channels, int inner) {
        float[] own = new float[elements.length / channels];
        int count = 0;
        for (int i = 0; i < elements.length; i++) {
            if (channels == 1 || i / inner % channels == channel) {
                own[count++] = elements[i];
            }
        }
        Codebook codebook = settings.kind().of(Distribution.of(own, 0, count), settings.entries());
        for (int i = 0; i < elements.length; i++) {
            if (channels == 1 || i / inner % channels == channel) {
                meant[i] = nearest(codebook, elements[i]);
            }
        }
    }

    private static float nearest(Codebook codebook, float element) {
        float best = codebook.value(0);
        for (int code = 1; code < codebook.size(); code++) {
            float value = codebook.value(code);
            best = Math.abs((double) value - element) < Math.abs((double) best - element) ? value : best;
        }
        return best;
    }
}
