package dev.octet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The user guide says what the command does. */
class GuideTest {
    private static final Path GUIDE = Octet.sample("../../src/site/markdown").normalize();
    private static final Pattern OPTION = Pattern.compile("--[a-z][a-z0-9-]+");

    /** Explained by --help itself, the same for every command. */
    private static final List<String> GENERAL = List.of("--help", "--version", "--verbose", "--stacktrace");

    @ParameterizedTest
    @ValueSource(strings = {"quantize", "compare", "inspect", "verify", "report"})
    void explainsEveryOption(String command) throws IOException {
        String page = Files.readString(GUIDE.resolve(command + ".md"));
        List<String> options = options(Octet.run(command, "--help").out());

        assertThat(options).contains("--help");
        assertThat(options)
                .filteredOn(option -> !GENERAL.contains(option))
                .allSatisfy(option -> assertThat(options(page))
                        .as("options that %s.md explains", command)
                        .contains(option));
    }

    @ParameterizedTest
    @ValueSource(strings = {"quantize", "compare", "inspect", "verify", "report"})
    void explainsNoOptionThatDoesNotExist(String command) throws IOException {
        List<String> existing = options(Octet.run(command, "--help").out());

        // A script may use several commands.
        String page = Files.readString(GUIDE.resolve(command + ".md")).replaceAll("(?s)```sh\\n.*?```", "");
        assertThat(existing).containsAll(options(page));
    }

    @Test
    void namesEveryExitCode() throws IOException {
        String page = Files.readString(GUIDE.resolve("report.md"));

        assertThat(Arrays.asList(ExitCode.values()))
                .allSatisfy(exit -> assertThat(page).contains("\n| " + exit.code() + " | "));
    }

    private static List<String> options(String text) {
        Matcher matcher = OPTION.matcher(text);
        return matcher.results().map(found -> found.group()).distinct().toList();
    }
}
