package dev.octet.cli;

import org.jline.terminal.impl.exec.ExecTerminalProvider;
import org.jline.terminal.spi.SystemStream;

/**
 * Whether a person is watching. Not {@code System.console()}: it looks at standard input and output, up to Java 21 by
 * being null, from 22 on in other ways, and never at standard error.
 */
final class Terminal {
    private Terminal() {}

    /** Whether standard error goes to a terminal. Where this cannot be found out it does not. */
    static boolean hasStandardError() {
        return new ExecTerminalProvider().isSystemStream(SystemStream.Error);
    }
}
