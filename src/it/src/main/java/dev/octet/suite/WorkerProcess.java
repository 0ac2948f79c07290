package dev.octet.suite;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.octet.place.PlacementSettings.Preference;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A {@link Worker} and the pipe to it. One that crashed or came to no end is replaced before the next model. Where it
 * was the float model that crashed it, other inputs are tried, for that is no defect of ours.
 */
final class WorkerProcess implements AutoCloseable {
    /** A model is held twice, once to run it and once as Octet reads it. */
    private static final String HEAP = "-Xmx3g";
    /** A crash writes its account elsewhere, for standard output is for answers, and leaves no files. */
    private static final List<String> QUIET_CRASH =
            List.of("-XX:+DisplayVMOutputToStderr", "-XX:ErrorFile=/dev/null", "-XX:-CreateCoredumpOnCrash");

    private static final int NONE = -1;

    private final Path root;
    private final Preference preference;
    private final Duration limit;
    private final ObjectMapper json = new ObjectMapper();
    private @Nullable Process process;

    WorkerProcess(Path root, Preference preference, Duration limit) {
        this.root = root;
        this.preference = preference;
        this.limit = limit;
    }

    /** The verdict about a model, whatever it does to the process. */
    Verdict ask(Path file) throws InterruptedException {
        String name = root.relativize(file).toString();
        long begun = System.nanoTime();
        int first = 0;
        while (true) {
            Process worker = running();
            PrintWriter questions = new PrintWriter(worker.outputWriter(StandardCharsets.UTF_8), true);
            questions.println(first + " " + file);
            // The one reader of this process, which is given up with it after a timeout.
            BufferedReader answers = worker.inputReader(StandardCharsets.UTF_8);
            AtomicInteger tried = new AtomicInteger(NONE);
            CompletableFuture<@Nullable String> answer = CompletableFuture.supplyAsync(() -> verdict(answers, tried));
            try {
                String line = answer.get(limit.toMillis(), TimeUnit.MILLISECONDS);
                if (line != null) {
                    return json.readValue(line, Verdict.class);
                }
            } catch (TimeoutException slow) {
                return defect(name, "no end within %d s".formatted(limit.toSeconds()), begun);
            } catch (ExecutionException | CompletionException | IOException failure) {
                return defect(name, "no verdict: " + failure, begun);
            }
            int code = worker.waitFor();
            if (tried.get() == NONE) {
                return defect(name, "the process ended with code " + code, begun);
            }
            close();
            first = tried.get() + 1;
            if (first == TrialInputs.ALL.size()) {
                String why = "ONNX Runtime ends the process with code %d while it runs the float model".formatted(code);
                return Verdict.of(name, Outcome.NOT_RUNNABLE, why, seconds(begun));
            }
        }
    }

    private Verdict defect(String name, String detail, long begun) {
        close();
        return Verdict.of(name, Outcome.DEFECT, detail, seconds(begun));
    }

    private static double seconds(long begun) {
        return (System.nanoTime() - begun) / 1e9;
    }

    /**
     * The verdict, or null where the process ends before.
     *
     * @param tried the number of the inputs that the float model runs on; {@link #NONE} while it does not run
     */
    private static @Nullable String verdict(BufferedReader reader, AtomicInteger tried) {
        try {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                if (line.startsWith(Worker.TRYING)) {
                    tried.set(Integer.parseInt(line.substring(Worker.TRYING.length())));
                } else if (line.equals(Worker.RUNS)) {
                    tried.set(NONE);
                } else if (line.startsWith("{")) {
                    return line;
                }
                // Anything else is the account of a crash, which the virtual machine writes wherever it can.
            }
            return null;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private Process running() {
        Process worker = process;
        if (worker == null || !worker.isAlive()) {
            worker = start();
            process = worker;
        }
        return worker;
    }

    private Process start() {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        List<String> command = new ArrayList<>(List.of(java, HEAP));
        command.addAll(QUIET_CRASH);
        command.addAll(List.of(Worker.class.getName(), root.toString(), preference.name()));
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD);
        // Not on the command line: ONNX Runtime 1.29 ends the process with a segmentation fault, as soon as its
        // environment is created, where that is longer than 4096 bytes.
        builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
        try {
            return builder.start();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @Override
    public void close() {
        Process worker = process;
        if (worker != null) {
            worker.destroyForcibly();
        }
        process = null;
    }
}
