package dev.octet.testing;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/** A headless browser for tests of pages. Where none is installed, a test that asks for it is skipped and says so. */
public final class Chromium {
    private static final List<String> NAMES = List.of("chromium", "chromium-browser", "google-chrome");
    private static final int SECONDS = 60;

    private final Path program;
    private final Path profile;

    private Chromium(Path program, Path profile) {
        this.program = program;
        this.profile = profile;
    }

    /** The browser of this machine, with an empty profile in {@code folder}. */
    public static Chromium require(Path folder) {
        Optional<Path> found =
                NAMES.stream().flatMap(name -> find(name).stream()).findFirst();
        Assumptions.assumeTrue(found.isPresent(), "Skipped: needs Chromium on the PATH, and there is none.");
        return new Chromium(found.orElseThrow(), folder.resolve("profile"));
    }

    /** The page as the browser has it once its scripts have run. */
    public String dom(Path page) {
        return run("--dump-dom", page.toUri().toString());
    }

    /** A picture of the page. */
    public void screenshot(Path page, Path png, int width, int height) {
        run(
                "--window-size=%d,%d".formatted(width, height),
                "--screenshot=" + png,
                page.toUri().toString());
    }

    private String run(String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                program.toString(),
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--no-first-run",
                "--hide-scrollbars",
                "--user-data-dir=" + profile));
        command.addAll(List.of(arguments));
        try {
            Path output = Files.createTempFile("chromium", ".out");
            Process process = new ProcessBuilder(command)
                    .redirectOutput(output.toFile())
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new AssertionError("Chromium did not end within %d s".formatted(SECONDS));
            }
            String text = Files.readString(output, StandardCharsets.UTF_8);
            Files.delete(output);
            return text;
        } catch (IOException | InterruptedException failure) {
            throw new AssertionError("Cannot run " + program, failure);
        }
    }

    private static Optional<Path> find(String name) {
        return List.of(System.getenv().getOrDefault("PATH", "").split(":")).stream()
                .map(folder -> Path.of(folder, name))
                .filter(Files::isExecutable)
                .findFirst();
    }
}
