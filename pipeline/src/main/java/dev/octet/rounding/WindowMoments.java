package dev.octet.rounding;

/**
 * What samples show of the windows that a convolution reads: for each group of channels the sum of {@code x xT} over
 * all windows x, each flattened in the order of the weight's elements {@code [inputs / group, ...kernel]}.
 */
final class WindowMoments {
    private final int groups;
    private final int length;
    private final float[] sums;

    /**
     * Moments of no window yet.
     *
     * @param groups groups of channels, 1 or more
     * @param length elements of a window in one group, 1 or more
     */
    WindowMoments(int groups, int length) {
        this.groups = groups;
        this.length = length;
        this.sums = new float[Math.multiplyExact(groups, Math.multiplyExact(length, length))];
    }

    /** Adds the sums of some samples, {@code [samples, groups, length, length]}. */
    void add(float[] more) {
        for (int i = 0; i < more.length; i++) {
            sums[i % sums.length] += more[i];
        }
    }

    int groups() {
        return groups;
    }

    int length() {
        return length;
    }

    /**
     * The sum for one group, divided by its mean diagonal element, with a share added to the diagonal; row by row. The
     * share stands for windows that no sample showed.
     */
    float[] normalized(int group, float share) {
        int first = group * length * length;
        double trace = 0;
        for (int i = 0; i < length; i++) {
            trace += sums[first + i * length + i];
        }
        double mean = trace > 0 && Double.isFinite(trace) ? trace / length : 0;
        float[] normalized = new float[length * length];
        for (int i = 0; i < normalized.length && mean > 0; i++) {
            normalized[i] = (float) (sums[first + i] / mean);
        }
        for (int i = 0; i < length; i++) {
            normalized[i * length + i] += share;
        }
        return normalized;
    }
}
