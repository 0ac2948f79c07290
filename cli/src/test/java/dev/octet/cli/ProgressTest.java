package dev.octet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.octet.progress.Progress;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ProgressTest {
    private final StringWriter err = new StringWriter();
    private final AtomicLong clock = new AtomicLong();
    private OptionalLong memory = OptionalLong.of(412_300_000);
    private final Progress lines = new ProgressLines(new PrintWriter(err), clock::get, () -> memory);

    private void advance(long seconds, long done) {
        clock.addAndGet(TimeUnit.SECONDS.toNanos(seconds));
        lines.advanced(done);
    }

    @Test
    void writesALineAtTheStartEachTenSecondsAndAtTheEnd() {
        lines.started("observing", 200);
        advance(9, 40);
        advance(1, 50);
        advance(1, 60);
        advance(9, 100);
        clock.addAndGet(TimeUnit.SECONDS.toNanos(20));
        lines.finished();

        assertThat(err).hasToString("""
                octet: observing 200 ...
                octet: observing: 50 of 200, 5.00/s, 30 s left, 412 MB of memory
                octet: observing: 100 of 200, 5.00/s, 20 s left, 412 MB of memory
                octet: observing: 100 in 40 s
                """);
    }

    @Test
    void countsOnlyWhereTheTotalIsNotKnown() {
        lines.started("observing", Progress.UNKNOWN);
        advance(10, 1_000);
        memory = OptionalLong.empty();
        advance(10, 5_000);

        assertThat(err).hasToString("""
                octet: observing ...
                octet: observing: 1,000, 100/s, 412 MB of memory
                octet: observing: 5,000, 250/s
                """);
    }

    @Test
    void startsANewTaskFromNothing() {
        lines.started("first", 5);
        advance(30, 5);
        lines.finished();
        err.getBuffer().setLength(0);
        lines.started("second", 5);
        advance(9, 1);
        lines.finished();

        assertThat(err).hasToString("octet: second 5 ...\noctet: second: 1 in 9.0 s\n");
    }

    @Test
    void drawsABarOverItselfAndWipesIt() {
        Progress bars = new ProgressBars(new PrintWriter(err), () -> memory);

        bars.started("observing", 200);
        bars.advanced(100);
        bars.finished();

        assertThat(err.toString())
                .contains("observing", "100/200", "/s", "412 MB")
                .doesNotContain("\n")
                .endsWith(" ".repeat(78) + "\r");
    }

    @Test
    void canBeFinishedWithoutHavingStarted() {
        new ProgressBars(new PrintWriter(err), () -> memory).finished();

        assertThat(err.toString()).isEmpty();
    }
}
