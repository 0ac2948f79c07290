package dev.octet.tensor;

import java.lang.ref.SoftReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A value that is kept as long as the heap has room, and otherwise computed again. Several threads may ask for it.
 *
 * @param <T> type of the value, which equals itself each time it is computed
 */
public final class Recomputed<T> implements Supplier<T> {
    private final Supplier<T> source;
    private SoftReference<@Nullable T> kept = new SoftReference<>(null);

    /** A value that {@code source} computes, the same each time. */
    public Recomputed(Supplier<T> source) {
        this.source = source;
    }

    @Override
    public synchronized T get() {
        T found = kept.get();
        if (found == null) {
            found = source.get();
            kept = new SoftReference<>(found);
        }
        return found;
    }
}
