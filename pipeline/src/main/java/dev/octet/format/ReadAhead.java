package dev.octet.format;

import dev.octet.graph.Model;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** A model that is being read on another thread before anybody asks for it. */
final class ReadAhead {
    private static final AtomicReference<@Nullable ReadAhead> BEGUN = new AtomicReference<>();

    private final Path file;
    private final FutureTask<Model> reading;

    private ReadAhead(Path file) {
        this.file = file;
        this.reading = new FutureTask<>(() -> OnnxReader.readNow(file));
    }

    /** Begins to read a file, in place of what was begun before and not asked for. */
    static void begin(Path file, Executor executor) {
        ReadAhead begun = new ReadAhead(file);
        BEGUN.set(begun);
        executor.execute(begun.reading);
    }

    /** The model in a file, once, if its reading was begun and goes well; whoever reads it again learns why not. */
    static Optional<Model> take(Path file) {
        ReadAhead begun = BEGUN.get();
        return begun != null && begun.file.equals(file) && BEGUN.compareAndSet(begun, null)
                ? begun.await()
                : Optional.empty();
    }

    private Optional<Model> await() {
        try {
            return Optional.of(reading.get());
        } catch (ExecutionException toldToWhoReadsItAgain) {
            return Optional.empty();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }
}
