package dev.octet.cli;

import dev.octet.progress.Progress;
import java.io.PrintWriter;
import me.tongfei.progressbar.DelegatingProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/** Progress as a bar that is drawn over itself, for terminals. It is wiped when the task is over. */
final class ProgressBars implements Progress {
    /** Fits the narrowest terminal in use; a bar that wraps could not be drawn over. */
    private static final int WIDTH = 78;

    private static final int REDRAW_MILLISECONDS = 100;

    private final PrintWriter standardError;
    private @Nullable ProgressBar bar;

    ProgressBars(PrintWriter standardError) {
        this.standardError = standardError;
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
    }

    private void draw(String line) {
        standardError.print("\r" + line);
        standardError.flush();
    }

    @Override
    public void advanced(long done) {
        if (bar != null) {
            bar.stepTo(done);
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
