package dev.octet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.octet.error.Kind;
import dev.octet.error.OctetException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FailureHandlerTest {
    private final StringWriter err = new StringWriter();
    private final FailureHandler handler = new FailureHandler(new PrintWriter(err));

    @ParameterizedTest
    @EnumSource(Kind.class)
    void givesEveryKindItsOwnExitCode(Kind kind) {
        ExitCode code = handler.report(new OctetException(kind, "Expected this, got that"), false);

        assertThat(code).isNotEqualTo(ExitCode.OK);
        assertThat(Arrays.stream(Kind.values()).filter(other -> ExitCode.of(other) == code))
                .containsExactly(kind);
        assertThat(err.toString()).startsWith("octet: Expected this, got that\n");
    }

    @Test
    void neverUsesANumberTwice() {
        assertThat(ExitCode.values()).extracting(ExitCode::code).doesNotHaveDuplicates();
    }

    @Test
    void makesOneLineOfSeveralWithoutControlCharacters() {
        handler.report(new UncheckedIOException("first\n  second\u0007", new IOException("gone")), false);

        assertThat(err.toString())
                .hasLineCount(1)
                .startsWith("octet: first")
                .contains("second")
                .doesNotContain("\u0007");
    }

    @Test
    void takesAFailureToReadOrWriteForWhatItIs() {
        ExitCode code = handler.report(new UncheckedIOException("Cannot map m.onnx", new IOException("gone")), false);

        assertThat(code).isEqualTo(ExitCode.FILE);
        assertThat(err).hasToString("octet: Cannot map m.onnx\n");
    }

    @Test
    void asksForAReportOfADefect() {
        ExitCode code = handler.report(new IllegalStateException("never"), false);

        assertThat(code).isEqualTo(ExitCode.INTERNAL);
        assertThat(err.toString())
                .startsWith("octet: unexpected IllegalStateException: never\n")
                .contains("--stacktrace")
                .hasLineCount(2);
    }

    @Test
    void showsTheTraceIfAsked() {
        handler.report(new IllegalStateException("never"), true);

        assertThat(err.toString()).contains("\tat dev.octet.cli.FailureHandlerTest.showsTheTraceIfAsked");
    }

    @Test
    void saysHowToGetMoreMemory() {
        ExitCode code = handler.report(new OutOfMemoryError("Java heap space"), false);

        assertThat(code).isEqualTo(ExitCode.MEMORY);
        assertThat(err.toString()).matches("octet: .* \\d+ MB of heap.*\\(Java heap space\\).*JAVA_OPTS=-Xmx\\d+g\n");
    }
}
