package dev.octet.affine;

import dev.octet.tensor.FloatBlocks;
import java.util.List;

/**
 * The sum of {@code |x - quantized(x)|^exponent} of each channel under its map.
 *
 * <p>Multiplies by the reciprocal of the scale: next to a tie this may pick the other of two codes, whose error is the
 * same.
 */
final class QuantizationError implements ChannelLayout.Visitor {
    private static final float ROUNDER = 0x1.8p23f;

    private final double exponent;
    private final double[] sum;
    private final float[] scale;
    private final float[] inverse;
    private final float[] lowest;
    private final float[] highest;
    private final float[] scratch = new float[FloatBlocks.SIZE];

    QuantizationError(List<Affine> affines, double exponent) {
        this.exponent = exponent;
        int channels = affines.size();
        sum = new double[channels];
        scale = new float[channels];
        inverse = new float[channels];
        lowest = new float[channels];
        highest = new float[channels];
        for (int channel = 0; channel < channels; channel++) {
            Affine affine = affines.get(channel);
            scale[channel] = affine.scale();
            inverse[channel] = 1 / affine.scale();
            lowest[channel] = affine.lowest() - affine.zeroPoint();
            highest[channel] = affine.highest() - affine.zeroPoint();
        }
    }

    double sum(int channel) {
        return sum[channel];
    }

    @Override
    public void run(float[] block, int from, int to, int channel) {
        float distance = scale[channel];
        float factor = inverse[channel];
        float low = lowest[channel];
        float high = highest[channel];
        for (int i = from; i < to; i++) {
            float steps = Math.min(Math.max(block[i] * factor, low), high);
            scratch[i] = block[i] - (steps + ROUNDER - ROUNDER) * distance;
        }
        raise(from, to);
        sum[channel] += total(from, to);
    }

    @Override
    public void sweep(float[] block, int from, int to, int first) {
        int shift = first - from;
        for (int i = from; i < to; i++) {
            float steps = Math.min(Math.max(block[i] * inverse[i + shift], lowest[i + shift]), highest[i + shift]);
            scratch[i] = block[i] - (steps + ROUNDER - ROUNDER) * scale[i + shift];
        }
        raise(from, to);
        for (int i = from; i < to; i++) {
            sum[i + shift] += scratch[i];
        }
    }

    private void raise(int from, int to) {
        if (exponent == 2) {
            for (int i = from; i < to; i++) {
                scratch[i] *= scratch[i];
            }
        } else {
            for (int i = from; i < to; i++) {
                scratch[i] = (float) Math.pow(Math.abs(scratch[i]), exponent);
            }
        }
    }

    /** Four sums at a time, so that one addition need not wait for the last. */
    private double total(int from, int to) {
        double first = 0;
        double second = 0;
        double third = 0;
        double fourth = 0;
        int i = from;
        for (; i + 4 <= to; i += 4) {
            first += scratch[i];
            second += scratch[i + 1];
            third += scratch[i + 2];
            fourth += scratch[i + 3];
        }
        for (; i < to; i++) {
            first += scratch[i];
        }
        return first + second + (third + fourth);
    }
}
