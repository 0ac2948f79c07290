package dev.octet.affine;

import dev.octet.tensor.Tensor;
import java.util.Arrays;
import java.util.List;

/**
 * Keeps sums of two products of 8-bit codes within 16 bits, with as much of the codes of a weight as that allows.
 *
 * <p>The instruction VPMADDUBSW, which x86 without VNNI multiplies with, adds the products of two neighbouring codes
 * and saturates the sum to int16. A code of an activation is at most 255, so two neighbouring codes of the weight that
 * have one sign may sum up to {@code floor(32767 / 255) = 128}. Codes of 7 bits always do; here the scale of each
 * channel is enlarged only as far as its own largest pair asks.
 */
public final class PairSums {
    /** The largest sum of two codes of one sign that cannot saturate. */
    public static final int LARGEST = Short.MAX_VALUE / 255;

    /** Rounds of enlarging scales; what is left after them, by rounding, gets 7 bits. */
    private static final int ROUNDS = 4;

    /** Receives pairs of elements that a kernel may multiply and add together. */
    @FunctionalInterface
    interface Pairs {
        /** Elements of one channel, by their indices in the tensor. */
        void accept(int channel, int first, int second);
    }

    private PairSums() {}

    /**
     * A quantization with which no pair saturates.
     *
     * @param name what errors call the weight
     * @param weight the weight, with at most 2^31-1 elements
     * @param full its quantization with all codes, symmetric
     * @param neighbours which elements meet in one instruction
     * @return the same with enlarged scales where needed, by a factor of less than 2
     */
    public static Quantization within(String name, Tensor weight, Quantization full, Neighbours neighbours) {
        List<Affine> affines = ChannelLayout.affines(full);
        float[] scales = new float[affines.size()];
        for (int channel = 0; channel < scales.length; channel++) {
            scales[channel] = affines.get(channel).scale();
        }
        Quantization current = full;
        for (int round = 0; round <= ROUNDS; round++) {
            int[] largest = largest(TensorQuantizer.quantize(name, weight, current), neighbours, scales.length);
            if (Arrays.stream(largest).allMatch(sum -> sum <= LARGEST)) {
                return current;
            }
            for (int channel = 0; channel < scales.length; channel++) {
                if (largest[channel] > LARGEST) {
                    scales[channel] = enlarged(affines.get(channel), scales[channel], largest[channel], round);
                }
            }
            current = full.withScales(scales);
        }
        return current;
    }

    /** The scale at which codes have 7 bits is large enough in any case. */
    private static float enlarged(Affine full, float scale, int largest, int round) {
        float sevenBits = full.scale() * full.highest() / (LARGEST / 2);
        float needed = scale * largest / LARGEST;
        return round + 1 >= ROUNDS ? sevenBits : Math.min(sevenBits, needed);
    }

    /** The largest sum of one sign in each channel, as a magnitude. */
    static int[] largest(Tensor codes, Neighbours neighbours, int channels) {
        long[] values = codes.toLongs();
        int[] largest = new int[channels];
        neighbours.forEach(channels, (channel, first, second) -> {
            int positive = (int) (Math.max(0, values[first]) + Math.max(0, values[second]));
            int negative = (int) (Math.max(0, -values[first]) + Math.max(0, -values[second]));
            largest[channel] = Math.max(largest[channel], Math.max(positive, negative));
        });
        return largest;
    }
}
