package dev.octet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code --help} says, word for word: it is read more often than any other page. */
class HelpTest {
    private static final Path GOLDEN = Path.of("src/test/resources/dev/octet/cli/help");
    private static final Path ACTUAL = Path.of("target/golden");

    @ParameterizedTest
    @ValueSource(strings = {"", "quantize", "compare", "inspect", "verify", "report"})
    void saysWhatItSaid(String command) throws IOException {
        String[] arguments = (command + " --help").strip().split(" ");

        Octet run = Octet.run((Object[]) arguments);

        assertThat(run.code()).isZero();
        compare(command.isEmpty() ? "octet.txt" : command + ".txt", run.out());
    }

    @Test
    void namesEveryExitCode() {
        String help = Octet.run("--help").out();

        assertThat(Arrays.asList(ExitCode.values()))
                .allSatisfy(exit ->
                        assertThat(help).containsPattern("\n  %d +%s\n".formatted(exit.code(), exit.meaning())));
    }

    @Test
    void namesTheVersionsThatRun() {
        Octet run = Octet.run("--version");

        assertThat(run.code()).isZero();
        assertThat(run.out()).matches("octet \\S.*\nONNX Runtime \\d+\\.\\d+\\.\\d+\nJava \\d+.*\n");
    }

    @Test
    void writesAScriptThatCompletesCommandsAndOptions() {
        Octet run = Octet.run("generate-completion");

        assertThat(run.code()).isZero();
        assertThat(run.out()).startsWith("#!/usr/bin/env bash").contains("inspect", "--json", "--version");
    }

    private static void compare(String name, String actual) throws IOException {
        Path golden = GOLDEN.resolve(name);
        if (Files.exists(golden) && Files.readString(golden).equals(actual)) {
            return;
        }
        Files.createDirectories(ACTUAL);
        Path written = Files.writeString(ACTUAL.resolve(name), actual);
        assertThat(actual)
                .as("the help changed; if it should: cp cli/%s cli/%s", written, golden)
                .isEqualTo(Files.exists(golden) ? Files.readString(golden) : "");
    }
}
