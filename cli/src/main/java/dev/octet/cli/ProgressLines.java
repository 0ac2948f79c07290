package dev.octet.cli;

import dev.octet.progress.Progress;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.function.LongSupplier;

/** Progress as plain lines, for logs: one when a task starts, one each ten seconds, one when it is over. */
final class ProgressLines implements Progress {
    private static final long INTERVAL = Duration.ofSeconds(10).toNanos();

    private final PrintWriter standardError;
    private final LongSupplier nanoseconds;
    private String task = "";
    private long total;
    private long done;
    private long begun;
    private long lastLine;

    ProgressLines(PrintWriter standardError, LongSupplier nanoseconds) {
        this.standardError = standardError;
        this.nanoseconds = nanoseconds;
    }

    @Override
    public void started(String name, long count) {
        task = name;
        total = count;
        done = 0;
        begun = nanoseconds.getAsLong();
        lastLine = begun;
        standardError.println("octet: " + task + (total > 0 ? " " + Amounts.count(total) : "") + " ...");
    }

    @Override
    public void advanced(long count) {
        done = count;
        long now = nanoseconds.getAsLong();
        if (now - lastLine >= INTERVAL) {
            lastLine = now;
            standardError.println("octet: " + task + ": " + soFar(now));
        }
    }

    private String soFar(long now) {
        if (total <= 0) {
            return Amounts.count(done);
        }
        long left = done == 0 ? 0 : (long) ((double) (now - begun) / done * (total - done));
        return "%s of %s, %s left".formatted(Amounts.count(done), Amounts.count(total), Amounts.duration(left));
    }

    @Override
    public void finished() {
        long took = nanoseconds.getAsLong() - begun;
        standardError.println("octet: %s: %s in %s".formatted(task, Amounts.count(done), Amounts.duration(took)));
    }
}
