package dev.octet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Metrics that the user brings, on the command line. */
@EnabledOnOs(
        value = {OS.LINUX, OS.MAC},
        disabledReason = "the metric is a shell script")
class OwnMetricTest {
    private static final Path MODEL = Octet.sample("digits.onnx");

    @TempDir
    private Path folder;

    private Octet compare(Object... options) {
        List<Object> arguments = new ArrayList<>(List.of(
                "compare",
                MODEL,
                MODEL,
                "--data",
                Octet.sample("evaluation"),
                "--samples",
                10,
                "--speed-seconds",
                0,
                "--kernel-samples",
                0));
        arguments.addAll(List.of(options));
        return Octet.run(arguments.toArray());
    }

    /** Prints how many files it was given and ends well. */
    private String counting() throws IOException {
        Path script = Files.writeString(folder.resolve("count files.sh"), "test -s \"$3\" && echo $#\n");
        return "files=sh '" + script + "'";
    }

    @Test
    void aCommandIsAMetricOfTheGate() throws IOException {
        Octet run = compare("--metric-command", counting(), "--max-drop", "files=0", "--min-metric", "files=4");

        assertThat(run.code()).as(run.err()).isEqualTo(ExitCode.UNMET.code());
        assertThat(run.out())
                .containsPattern("accuracy +float +quantized +drop\n +files +3.0000 +3.0000 +0.0000\n")
                .containsPattern("passed +max-drop files +at most 0 +0.0000\n")
                .containsPattern("FAILED +min-metric files +at least 4 +3.0000\n");
    }

    @Test
    void aCommandSaysItselfWhatIsWrong() throws IOException {
        Octet failing = compare("--metric-command", "m=sh -c 'echo no luck >&2; exit 5'");
        Octet silent = compare("--metric-command", "m=true");
        Octet unknown = compare("--metric-command", counting(), "--lower-is-better", "file");

        assertThat(failing.code()).isEqualTo(ExitCode.USAGE.code());
        assertThat(failing.err()).contains("ended with exit code 5; it said: no luck");
        assertThat(silent.err()).contains("was to print one number, but printed ''");
        assertThat(unknown.err()).contains("There is no --metric-command 'file' of which lower is better", "'files'");
    }

    @Test
    void aClassIsLookedForOnTheClassPath() {
        Octet run = compare("--metric-class", "org.example.Map", "--class-path", folder);

        assertThat(run.code()).isEqualTo(ExitCode.USAGE.code());
        assertThat(run.err()).contains("There is no class 'org.example.Map' in");
    }
}
