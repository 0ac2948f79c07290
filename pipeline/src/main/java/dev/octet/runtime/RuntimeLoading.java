package dev.octet.runtime;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;

/**
 * The loading of ONNX Runtime's native library, which otherwise happens when something needs it first. A program that
 * has other things to do before can do them meanwhile.
 */
public final class RuntimeLoading {
    private final Future<?> loading;

    private RuntimeLoading(Future<?> loading) {
        this.loading = loading;
    }

    /**
     * Begins to load the library on a thread of its own, unless somebody has, and returns at once. What goes wrong is
     * told where the library is used.
     */
    public static RuntimeLoading begin() {
        return new RuntimeLoading(Environment.loading());
    }

    /**
     * Waits until the library is loaded, or could not be. A process should not end in the middle of it: native code
     * would go on running while the system takes apart what it needs.
     */
    public void awaitEnd() {
        try {
            loading.get();
        } catch (ExecutionException toldElsewhere) {
            // That it ended is all that matters here.
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
