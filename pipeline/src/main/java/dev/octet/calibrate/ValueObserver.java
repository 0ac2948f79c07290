package dev.octet.calibrate;

/**
 * Smallest and largest of the finite values seen, and how many were not finite. Not thread-safe; merging is exact, so
 * that it does not matter how values were dealt out to observers.
 */
final class ValueObserver {
    private static final int LARGEST_FINITE = key(Float.MAX_VALUE);
    private static final int SMALLEST_FINITE = key(-Float.MAX_VALUE);

    private int low = Integer.MAX_VALUE;
    private int high = Integer.MIN_VALUE;
    private long finite;
    private long nonFinite;

    /**
     * A whole number that orders floats: -0 before 0, infinities outside of all finite numbers, NaN outside of them.
     * Comparing these is several times as fast as comparing floats and finds NaN in passing.
     */
    private static int key(float value) {
        int bits = Float.floatToRawIntBits(value);
        return bits ^ ((bits >> 31) >>> 1);
    }

    private static float value(int key) {
        return Float.intBitsToFloat(key ^ ((key >> 31) >>> 1));
    }

    void observe(float[] values, int length) {
        int smallest = Integer.MAX_VALUE;
        int largest = Integer.MIN_VALUE;
        for (int i = 0; i < length; i++) {
            int key = key(values[i]);
            smallest = Math.min(smallest, key);
            largest = Math.max(largest, key);
        }
        if (length > 0 && (smallest < SMALLEST_FINITE || largest > LARGEST_FINITE)) {
            observeFinite(values, length);
        } else {
            finite += length;
            low = Math.min(low, smallest);
            high = Math.max(high, largest);
        }
    }

    private void observeFinite(float[] values, int length) {
        for (int i = 0; i < length; i++) {
            if (Float.isFinite(values[i])) {
                finite++;
                low = Math.min(low, key(values[i]));
                high = Math.max(high, key(values[i]));
            } else {
                nonFinite++;
            }
        }
    }

    void merge(ValueObserver other) {
        low = Math.min(low, other.low);
        high = Math.max(high, other.high);
        finite += other.finite;
        nonFinite += other.nonFinite;
    }

    /** Whether a finite value was seen; without one there is no minimum and no maximum. */
    boolean isEmpty() {
        return finite == 0;
    }

    float min() {
        return value(low);
    }

    float max() {
        return value(high);
    }

    long finiteCount() {
        return finite;
    }

    long nonFiniteCount() {
        return nonFinite;
    }
}
