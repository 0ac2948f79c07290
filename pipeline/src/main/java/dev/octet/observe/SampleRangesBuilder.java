package dev.octet.observe;

import dev.octet.affine.Range;
import java.util.Arrays;

/** Collects {@link SampleRanges}; quick where samples come in order, correct where they do not. */
final class SampleRangesBuilder {
    private long[] samples = new long[16];
    private float[] min = new float[16];
    private float[] max = new float[16];
    private int size;

    /** Takes in extremes of a part of a sample. */
    void add(long sample, float low, float high) {
        int place = size > 0 && samples[size - 1] < sample ? -size - 1 : Arrays.binarySearch(samples, 0, size, sample);
        if (place >= 0) {
            min[place] = Math.min(min[place], low);
            max[place] = Math.max(max[place], high);
        } else {
            insert(-place - 1, sample, low, high);
        }
    }

    /** Takes in all of another's samples. */
    void add(SampleRanges ranges) {
        for (int i = 0; i < ranges.size(); i++) {
            Range range = ranges.range(i);
            add(ranges.sample(i), range.min(), range.max());
        }
    }

    private void insert(int place, long sample, float low, float high) {
        if (size == samples.length) {
            samples = Arrays.copyOf(samples, 2 * size);
            min = Arrays.copyOf(min, 2 * size);
            max = Arrays.copyOf(max, 2 * size);
        }
        System.arraycopy(samples, place, samples, place + 1, size - place);
        System.arraycopy(min, place, min, place + 1, size - place);
        System.arraycopy(max, place, max, place + 1, size - place);
        samples[place] = sample;
        min[place] = low + 0f;
        max[place] = high + 0f;
        size++;
    }

    SampleRanges build() {
        return new SampleRanges(Arrays.copyOf(samples, size), Arrays.copyOf(min, size), Arrays.copyOf(max, size));
    }
}
