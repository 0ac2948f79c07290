package dev.octet.bias;

import dev.octet.graph.Graph;
import dev.octet.tensor.Tensor;

/** Whole steps that are added to the codes of a bias, and what they add to results. */
final class BiasChange {
    private final Tensor codes;
    private final float[] added;

    private BiasChange(Tensor codes, float[] added) {
        this.codes = codes;
        this.added = added;
    }

    /**
     * The change that comes nearest.
     *
     * @param missing what the result lacks in each channel; where it is no number or would leave int32, nothing is
     *     added
     */
    static BiasChange of(BiasSite site, Graph quantized, double[] missing) {
        Tensor bias = quantized.constant(site.codes()).orElseThrow();
        float[] scales = quantized.constant(site.scales()).orElseThrow().toFloats();
        long[] old = bias.toLongs();
        int[] codes = new int[old.length];
        float[] added = new float[old.length];
        for (int channel = 0; channel < codes.length; channel++) {
            float scale = scales[scales.length == 1 ? 0 : channel];
            double wanted = Math.rint(missing[channel] / scale);
            double code = old[channel] + wanted;
            boolean fits = code > Integer.MIN_VALUE && code < Integer.MAX_VALUE;
            codes[channel] = fits ? (int) code : (int) old[channel];
            added[channel] = fits ? (float) (wanted * scale) : 0;
        }
        return new BiasChange(Tensor.ofInts(bias.shape(), codes), added);
    }

    /** The bias's new codes. */
    Tensor codes() {
        return codes;
    }

    /** A result {@code [samples, channels, ...positions]} as it is with the new codes. */
    Tensor addedTo(Tensor result) {
        float[] elements = result.toFloats();
        int channels = added.length;
        int positions =
                elements.length / Math.toIntExact(Math.max(1, result.shape().dimension(0) * channels));
        for (int i = 0; i < elements.length; i++) {
            elements[i] += added[i / positions % channels];
        }
        return Tensor.ofFloats(result.shape(), elements);
    }
}
