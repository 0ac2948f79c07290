package dev.octet.run;

import dev.octet.format.OnnxWriter;
import dev.octet.format.WriteOptions;
import dev.octet.graph.Model;
import dev.octet.progress.Cancellation;
import dev.octet.progress.Progress;
import java.nio.file.Path;

/** Writes models, tells how far it is, and stops when asked. */
public final class ModelOutput {
    private static final long MEGABYTE = 1_000_000;

    /** Smaller models are written before anybody could read of it. */
    private static final long WORTH_TELLING = 50 * MEGABYTE;

    private ModelOutput() {}

    /**
     * Writes a model as {@link OnnxWriter} does.
     *
     * @return number of bytes written
     * @throws dev.octet.error.OctetException of kind CANCELLED if somebody asked to stop, and then nothing is left
     */
    public static long write(Model model, Path file, Progress progress, Cancellation cancellation) {
        boolean[] started = {false};
        try {
            return OnnxWriter.write(model, file, WriteOptions.defaults(), (done, total) -> {
                cancellation.check();
                if (!started[0] && total >= WORTH_TELLING) {
                    progress.started("writing megabytes", total / MEGABYTE);
                    started[0] = true;
                }
                if (started[0]) {
                    progress.advanced(done / MEGABYTE);
                }
            });
        } finally {
            if (started[0]) {
                progress.finished();
            }
        }
    }
}
