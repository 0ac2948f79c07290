package dev.octet.cli;

import dev.octet.cli.text.Amounts;
import dev.octet.progress.Progress;
import java.io.PrintWriter;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import me.tongfei.progressbar.DelegatingProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/**
 * Progress as a bar that is drawn over itself, for terminals, with time gone and left, speed and memory. It is wiped
 * when the task is over.
 */
final class ProgressBars implements Progress {
    /** Fits the narrowest terminal in use; a bar that wraps could not be drawn over. */
    private static final int WIDTH = 78;

    private static final int REDRAW_MILLISECONDS = 100;

    private static final long MEMORY_NANOSECONDS = TimeUnit.MILLISECONDS.toNanos(500);

    private final PrintWriter standardError;
    private final Supplier<OptionalLong> memory;
    private @Nullable ProgressBar bar;
    private long memoryAsked;

    /** To a terminal; {@code memory} tells the bytes that the process has now, if that is known. */
    ProgressBars(PrintWriter standardError, Supplier<OptionalLong> memory) {
        this.standardError = standardError;
        this.memory = memory;
    }

    @Override
    public void started(String task, long total) {
        bar = new ProgressBarBuilder()
                .setTaskName(task)
                .setInitialMax(total)
                .setStyle(ProgressBarStyle.ASCII)
                .setUpdateIntervalMillis(REDRAW_MILLISECONDS)
                .setConsumer(new DelegatingProgressBarConsumer(this::draw, WIDTH))
                .showSpeed()
                .build();
        showMemory(bar);
    }

    private void showMemory(ProgressBar shown) {
        memoryAsked = System.nanoTime();
        memory.get().ifPresent(bytes -> shown.setExtraMessage(" " + Amounts.bytes(bytes)));
    }

    private void draw(String line) {
        standardError.print("\r" + line);
        standardError.flush();
    }

    @Override
    public void advanced(long done) {
        if (bar != null) {
            bar.stepTo(done);
            if (System.nanoTime() - memoryAsked >= MEMORY_NANOSECONDS) {
                showMemory(bar);
            }
        }
    }

    @Override
    public void finished() {
        if (bar != null) {
            bar.close();
            bar = null;
            draw(" ".repeat(WIDTH) + "\r");
        }
    }
}
