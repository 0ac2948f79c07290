package dev.octet.affine;

import dev.octet.tensor.FloatBlocks;
import java.util.List;

/**
 * Codes of a block of finite elements; {@link Affine#quantize} in bulk.
 *
 * <p>Adding 1.5 * 2^23 to a number of steps between -2^22 and 2^22 makes the hardware round it half to even and leaves
 * the whole number in the low bits of the sum. Codes of 16 bits or fewer stay inside; int32 goes the exact way.
 */
final class QuantizeKernel implements ChannelLayout.Visitor {
    private static final float ROUNDER = 0x1.8p23f;
    private static final int ROUNDER_BITS = Float.floatToRawIntBits(ROUNDER);

    private final List<Affine> affines;
    private final boolean wide;
    private final float[] scale;
    private final float[] lowest;
    private final float[] highest;
    private final int[] offset;
    private final int[] codes = new int[FloatBlocks.SIZE];

    QuantizeKernel(List<Affine> affines) {
        this.affines = affines;
        this.wide = affines.get(0).type() == QuantizedType.INT32;
        this.scale = new float[affines.size()];
        this.lowest = new float[affines.size()];
        this.highest = new float[affines.size()];
        this.offset = new int[affines.size()];
        for (int channel = 0; channel < affines.size(); channel++) {
            Affine affine = affines.get(channel);
            scale[channel] = affine.scale();
            lowest[channel] = affine.lowest() - affine.zeroPoint();
            highest[channel] = affine.highest() - affine.zeroPoint();
            offset[channel] = (int) affine.zeroPoint() - ROUNDER_BITS;
        }
    }

    /** The codes of the last block. */
    int[] codes() {
        return codes;
    }

    @Override
    public void run(float[] block, int from, int to, int channel) {
        if (wide) {
            Affine affine = affines.get(channel);
            for (int i = from; i < to; i++) {
                codes[i] = (int) affine.quantize(block[i]);
            }
            return;
        }
        float divisor = scale[channel];
        float low = lowest[channel];
        float high = highest[channel];
        int shift = offset[channel];
        for (int i = from; i < to; i++) {
            float steps = clamp(block[i] / divisor, low, high);
            codes[i] = Float.floatToRawIntBits(steps + ROUNDER) + shift;
        }
    }

    @Override
    public void sweep(float[] block, int from, int to, int first) {
        if (wide) {
            for (int i = from; i < to; i++) {
                codes[i] = (int) affines.get(first + i - from).quantize(block[i]);
            }
            return;
        }
        int shift = first - from;
        for (int i = from; i < to; i++) {
            float steps = clamp(block[i] / scale[i + shift], lowest[i + shift], highest[i + shift]);
            codes[i] = Float.floatToRawIntBits(steps + ROUNDER) + offset[i + shift];
        }
    }

    private static float clamp(float steps, float low, float high) {
        float floored = steps < low ? low : steps;
        return floored > high ? high : floored;
    }
}
