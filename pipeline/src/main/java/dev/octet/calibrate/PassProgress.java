package dev.octet.calibrate;

import dev.octet.progress.Progress;
import java.util.function.IntConsumer;

/** Counts samples over all passes and tells it on. */
final class PassProgress implements IntConsumer {
    private final Progress progress;
    private long done;

    PassProgress(Progress progress) {
        this.progress = progress;
    }

    @Override
    public void accept(int more) {
        done += more;
        progress.advanced(done);
    }
}
