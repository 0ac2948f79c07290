package dev.octet.cli;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import org.slf4j.LoggerFactory;

/** How much the library's log shows on standard error: warnings, unless more is asked for. */
final class Log {
    private Log() {}

    /** Shows everything that the library logs, or warnings only. */
    static void show(boolean everything) {
        if (LoggerFactory.getLogger("dev.octet") instanceof Logger logger) {
            logger.setLevel(everything ? Level.DEBUG : Level.WARN);
        }
    }
}
