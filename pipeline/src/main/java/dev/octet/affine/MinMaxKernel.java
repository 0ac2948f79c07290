package dev.octet.affine;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The lowest and highest element of each channel. Elements are finite. */
final class MinMaxKernel implements ChannelLayout.Visitor {
    private final float[] min;
    private final float[] max;

    MinMaxKernel(int channels) {
        min = new float[channels];
        max = new float[channels];
        Arrays.fill(min, Float.POSITIVE_INFINITY);
        Arrays.fill(max, Float.NEGATIVE_INFINITY);
    }

    /** The range of each channel; zero where nothing was seen. */
    List<Range> ranges() {
        List<Range> ranges = new ArrayList<>(min.length);
        for (int channel = 0; channel < min.length; channel++) {
            ranges.add(min[channel] <= max[channel] ? new Range(min[channel], max[channel]) : Range.ZERO);
        }
        return ranges;
    }

    @Override
    public void run(float[] block, int from, int to, int channel) {
        float low = min[channel];
        float high = max[channel];
        for (int i = from; i < to; i++) {
            float value = block[i];
            low = value < low ? value : low;
            high = value > high ? value : high;
        }
        min[channel] = low;
        max[channel] = high;
    }

    @Override
    public void sweep(float[] block, int from, int to, int first) {
        int shift = first - from;
        for (int i = from; i < to; i++) {
            float value = block[i];
            min[i + shift] = Math.min(min[i + shift], value);
            max[i + shift] = Math.max(max[i + shift], value);
        }
    }
}
