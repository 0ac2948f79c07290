package dev.octet.observe;

/** Arrays that an {@link Accumulator} works in: one set a thread, so that they stay in its core's caches. */
final class Workspace {
    /** Values looked at in one go. */
    static final int BLOCK = 1024;

    private static final ThreadLocal<Workspace> OF_THREAD = ThreadLocal.withInitial(Workspace::new);

    /** The values. */
    final float[] block = new float[BLOCK];
    /** Their bits. */
    final int[] bits = new int[BLOCK];
    /** Whether values lie within what is known. */
    final KnownExtremes knownExtremes = new KnownExtremes();
    /** The lowest and the highest value at each place of a block. */
    final Extremes extremes = new Extremes();
    /** The numbers of the values' bins. */
    final int[] numbers = new int[BLOCK];

    final BinNumbers binNumbers = new BinNumbers();
    /** Zeros among them. */
    final SpreadZeros zeros = new SpreadZeros();

    private Workspace() {}

    static Workspace ofThread() {
        return OF_THREAD.get();
    }
}
