package dev.octet.cli;

import dev.octet.cli.text.Amounts;
import dev.octet.progress.Progress;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Progress as plain lines, for logs: one when a task starts, one each ten seconds with speed, time left and memory, one
 * when it is over.
 */
final class ProgressLines implements Progress {
    private static final long INTERVAL = Duration.ofSeconds(10).toNanos();

    private final PrintWriter standardError;
    private final LongSupplier nanoseconds;
    private final Supplier<OptionalLong> memory;
    private String task = "";
    private long total;
    private long done;
    private long begun;
    private long lastLine;

    /**
     * To a stream.
     *
     * @param nanoseconds a clock
     * @param memory bytes that the process has now, if that is known
     */
    ProgressLines(PrintWriter standardError, LongSupplier nanoseconds, Supplier<OptionalLong> memory) {
        this.standardError = standardError;
        this.nanoseconds = nanoseconds;
        this.memory = memory;
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
        List<String> parts = new ArrayList<>();
        parts.add(total > 0 ? Amounts.count(done) + " of " + Amounts.count(total) : Amounts.count(done));
        if (done > 0) {
            double each = (double) (now - begun) / done;
            parts.add(Amounts.rate(1e9 / each));
            if (total > 0) {
                parts.add(Amounts.duration((long) (each * (total - done))) + " left");
            }
        }
        memory.get().ifPresent(bytes -> parts.add(Amounts.bytes(bytes) + " of memory"));
        return String.join(", ", parts);
    }

    @Override
    public void finished() {
        long took = nanoseconds.getAsLong() - begun;
        standardError.println("octet: %s: %s in %s".formatted(task, Amounts.count(done), Amounts.duration(took)));
    }
}
