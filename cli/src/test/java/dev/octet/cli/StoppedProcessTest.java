package dev.octet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A process of its own that is killed or asked to stop while it calibrates. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "there are no signals")
class StoppedProcessTest {
    private static final Path MODEL = Octet.sample("digits.onnx");
    private static final Path DATA = Octet.sample("calibration");

    @TempDir
    Path folder;

    private Path cache;
    private Path output;

    @BeforeEach
    void places() {
        cache = folder.resolve("cache");
        output = folder.resolve("out.onnx");
    }

    /** Calibrates in many passes, each of which is saved, so that there is time to stop in between. */
    private Process start() throws IOException {
        return octet(
                "quantize",
                MODEL.toString(),
                "--data=" + DATA,
                "--output=" + output,
                "--cache=" + cache,
                "--memory-budget=1kB");
    }

    private Process octet(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), Main.class.getName()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
        return builder.redirectOutput(folder.resolve("log").toFile())
                .redirectErrorStream(true)
                .start();
    }

    private int finished(Process process) throws InterruptedException, IOException {
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).as(log()).isTrue();
        return process.exitValue();
    }

    private String log() throws IOException {
        return Files.readString(folder.resolve("log"));
    }

    private void awaitSaved(Process process) throws InterruptedException, IOException {
        while (process.isAlive() && !hasSaved()) {
            Thread.sleep(5);
        }
    }

    private boolean hasSaved() throws IOException {
        if (!Files.isDirectory(cache)) {
            return false;
        }
        try (Stream<Path> files = Files.list(cache)) {
            return files.findAny().isPresent();
        }
    }

    @Test
    void goesOnAfterBeingKilledAgainAndAgainAndGivesTheSameBytes() throws Exception {
        Path undisturbed = folder.resolve("undisturbed.onnx");
        Octet.run("quantize", MODEL, "--data", DATA, "--output", undisturbed);
        List<Integer> codes = new ArrayList<>();

        for (int milliseconds : new int[] {0, 40, 90}) {
            Process process = start();
            awaitSaved(process);
            Thread.sleep(milliseconds);
            process.destroyForcibly();
            codes.add(finished(process));
        }
        int last = finished(start());

        assertThat(codes.get(0)).as("killed by signal 9").isEqualTo(128 + 9);
        assertThat(last).as(log()).isZero();
        assertThat(output).hasSameBinaryContentAs(undisturbed);
    }

    @Test
    void stopsCleanlyWhenAskedAndGoesOnLater() throws Exception {
        Process process = start();
        awaitSaved(process);
        process.destroy();
        int code = finished(process);

        assertThat(code).as(log()).isEqualTo(ExitCode.TERMINATED.code());
        assertThat(log()).contains("Stopped because it was asked to; nothing was written");
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files.map(file -> String.valueOf(file.getFileName()))).containsOnly("cache", "log");
        }
        assertThat(finished(start())).as(log()).isZero();
        assertThat(output).isNotEmptyFile();
    }

    private void awaitTemporary(Process process) throws InterruptedException, IOException {
        boolean found = false;
        while (process.isAlive() && !found) {
            Thread.sleep(5);
            try (Stream<Path> files = Files.list(folder)) {
                found = files.anyMatch(file -> file.toString().endsWith(".tmp"));
            }
        }
    }

    @Test
    void leavesNothingOfALargeModelWhenAskedToStop() throws Exception {
        Process process = octet(
                "quantize",
                Models.largeTable(folder).toString(),
                "--mode=weight-only",
                "--bits=4",
                "--output=" + output);
        awaitTemporary(process);
        process.destroy();
        int code = finished(process);

        assertThat(code).as(log()).isEqualTo(ExitCode.TERMINATED.code());
        assertThat(log()).contains("Stopped because it was asked to; nothing was written");
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files.map(file -> String.valueOf(file.getFileName())))
                    .containsOnly("large.onnx", "table", "log");
        }
    }
}
