package dev.octet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.util.ContextInitializer;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

@Isolated("It replaces standard error")
class StandardErrorLogTest {
    @Test
    void logbackFindsItAndSaysAMessageOnALineOfItsOwn() throws Exception {
        String said = said(context -> {
            Logger logger = context.getLogger("dev.octet.Anything");
            logger.warn("α is {}", 1, new IllegalStateException("not shown"));
            logger.info("not shown either");
            logger.setLevel(Level.DEBUG);
            logger.debug("shown now");
        });

        assertThat(said).isEqualTo("octet: α is 1%noctet: shown now%n".formatted());
    }

    private interface Logging {
        void log(LoggerContext context);
    }

    private static String said(Logging logging) throws Exception {
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        PrintStream usual = System.err;
        System.setErr(new PrintStream(said, true, StandardCharsets.UTF_8));
        LoggerContext context = new LoggerContext();
        context.setMDCAdapter(new LogbackMDCAdapter());
        try {
            new ContextInitializer(context).autoConfig();
            logging.log(context);
        } finally {
            context.stop();
            System.setErr(usual);
        }
        return said.toString(StandardCharsets.UTF_8);
    }
}
