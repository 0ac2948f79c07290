package dev.octet.cli;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.LoggerFactory;

/**
 * How much the library's log shows on standard error: warnings, unless more is asked for.
 *
 * <p>A run that has nothing to log never loads the logging backend, which takes longer than to read a small model.
 */
final class Log {
    private static final AtomicBoolean SHOWS_EVERYTHING = new AtomicBoolean();

    private Log() {}

    /** Shows everything that the library logs, or warnings only. */
    static void show(boolean everything) {
        if (SHOWS_EVERYTHING.getAndSet(everything) != everything
                && LoggerFactory.getLogger("dev.octet") instanceof Logger logger) {
            logger.setLevel(everything ? Level.DEBUG : Level.WARN);
        }
    }
}
