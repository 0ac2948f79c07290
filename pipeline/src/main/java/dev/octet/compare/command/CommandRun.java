package dev.octet.compare.command;

import dev.octet.error.Kind;
import dev.octet.error.OctetException;
import dev.octet.progress.Cancellation;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** Starts a {@link MetricCommand} and reads the number that it prints. */
final class CommandRun {
    private static final Pattern NUMBER = Pattern.compile("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?");
    private static final int POLL_MILLISECONDS = 20;
    /** Signs of what a command said that a message quotes, from the end, where the reason usually is. */
    private static final int QUOTED = 300;

    private final MetricCommand command;
    private final Path folder;
    private final Cancellation cancellation;

    /** @param folder where what the command prints is kept */
    CommandRun(MetricCommand command, Path folder, Cancellation cancellation) {
        this.command = command;
        this.folder = folder;
        this.cancellation = cancellation;
    }

    /**
     * The number.
     *
     * @param files the arguments
     * @throws OctetException of kind CONFIGURATION if the command cannot be started, takes too long, fails or prints
     *     something else
     */
    double figure(List<Path> files) {
        List<String> words = new ArrayList<>(command.words());
        files.forEach(file -> words.add(file.toString()));
        Path out = folder.resolve("out.txt");
        Path err = folder.resolve("err.txt");
        int code = run(new ProcessBuilder(words).redirectOutput(out.toFile()).redirectError(err.toFile()));
        if (code != 0) {
            throw refusal("ended with exit code %d%s".formatted(code, said(err)));
        }
        String text = text(out).strip();
        if (!NUMBER.matcher(text).matches() || !Double.isFinite(Double.parseDouble(text))) {
            throw refusal("was to print one number, but printed '%s'%s".formatted(end(text), said(err)));
        }
        return Double.parseDouble(text);
    }

    private int run(ProcessBuilder builder) {
        Process process = start(builder);
        try {
            long deadline = System.nanoTime() + command.timeout().toNanos();
            while (!process.waitFor(POLL_MILLISECONDS, TimeUnit.MILLISECONDS)) {
                cancellation.check();
                if (System.nanoTime() - deadline > 0) {
                    throw refusal("was stopped after %d seconds; give it more time, or fewer samples"
                            .formatted(command.timeout().toSeconds()));
                }
            }
            return process.exitValue();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new OctetException(
                    Kind.CANCELLED, "Stopped while metric '%s' was computed".formatted(command.name()));
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }

    private Process start(ProcessBuilder builder) {
        try {
            Process process = builder.start();
            process.getOutputStream().close();
            return process;
        } catch (IOException failure) {
            throw refusal("could not be started: " + failure.getMessage());
        }
    }

    private OctetException refusal(String what) {
        return OctetException.configuration(
                "Metric '%s': the command '%s' %s".formatted(command.name(), String.join(" ", command.words()), what));
    }

    private static String said(Path file) {
        String text = text(file).strip();
        return text.isEmpty() ? "" : "; it said: " + end(text);
    }

    private static String end(String text) {
        return text.length() > QUOTED ? "..." + text.substring(text.length() - QUOTED) : text;
    }

    private static String text(Path file) {
        try {
            return new String(Files.readAllBytes(file), Charset.defaultCharset());
        } catch (IOException failure) {
            throw new OctetException(Kind.FILE, "Cannot read %s: %s".formatted(file, failure), failure);
        }
    }
}
