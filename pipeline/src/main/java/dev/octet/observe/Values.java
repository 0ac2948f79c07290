package dev.octet.observe;

/** A chunk of values that can be gone through more than once, block by block, with NaN and infinities left out. */
final class Values {
    /** Where values come from. */
    interface Source {
        /** Puts {@code length} values from {@code from} on into the beginning of a block. */
        void read(int from, float[] block, int length);

        /** Puts the bits of {@code length} values from {@code from} on into the beginning of an array. */
        default void readBits(int from, int[] bits, int length, Workspace workspace) {
            float[] block = workspace.block;
            read(from, block, length);
            for (int i = 0; i < length; i++) {
                bits[i] = Float.floatToRawIntBits(block[i]);
            }
        }
    }

    /** Looks at the first {@code count} values of a block. */
    interface Visitor {
        void visit(float[] block, int count);
    }

    private final Source source;
    private final int start;
    private final int count;
    private final Workspace workspace;
    private boolean filtered;
    private long nan;
    private long infinite;

    Values(Source source, int start, int count, Workspace workspace) {
        this.source = source;
        this.start = start;
        this.count = count;
        this.workspace = workspace;
    }

    /** How many values there are. */
    int count() {
        return count;
    }

    /**
     * Whether all values are finite, within extremes of others, and none is negative with a magnitude below a smallest
     * one, which is at most the larger of the known magnitudes.
     */
    boolean within(MinMax known, float smallestNegative) {
        if (known.finite() == 0) {
            return false;
        }
        KnownExtremes extremes = workspace.knownExtremes;
        extremes.set(known.min(), known.max(), smallestNegative);
        int[] bits = workspace.bits;
        for (int done = 0; done < count; done += Workspace.BLOCK) {
            int length = Math.min(Workspace.BLOCK, count - done);
            source.readBits(start + done, bits, length, workspace);
            extremes.compare(bits, length);
        }
        return extremes.holdAll();
    }

    /** The extremes and counts. Must come before {@link #forEach} unless the values are known to be finite. */
    MinMax minMax() {
        Extremes extremes = workspace.extremes;
        extremes.clear();
        forEach(extremes::add);
        float min = extremes.min();
        float max = extremes.max();
        if (Float.isFinite(min) && Float.isFinite(max)) {
            return new MinMax(min, max, count, 0, 0);
        }
        // NaN and infinities show in the extremes; only now are they looked for one by one.
        filtered = true;
        extremes.clear();
        forEach(extremes::add);
        return new MinMax(extremes.min(), extremes.max(), count, nan, infinite);
    }

    /** Visits the finite values; all of them, unless {@link #minMax} found others. */
    void forEach(Visitor visitor) {
        float[] block = workspace.block;
        for (int done = 0; done < count; done += Workspace.BLOCK) {
            int length = Math.min(Workspace.BLOCK, count - done);
            source.read(start + done, block, length);
            int finite = filtered ? keepFinite(block, length) : length;
            if (finite > 0) {
                visitor.visit(block, finite);
            }
        }
    }

    private int keepFinite(float[] block, int length) {
        int kept = 0;
        for (int i = 0; i < length; i++) {
            float value = block[i];
            if (Float.isFinite(value)) {
                block[kept++] = value;
            } else if (Float.isNaN(value)) {
                nan++;
            } else {
                infinite++;
            }
        }
        return kept;
    }
}
