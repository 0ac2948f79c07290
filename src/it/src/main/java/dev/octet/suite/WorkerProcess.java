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
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** A {@link Worker} and the pipe to it. One that crashed or came to no end is replaced before the next model. */
final class WorkerProcess implements AutoCloseable {
    private static final String HEAP = "-Xmx2g";

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
        Process worker = running();
        PrintWriter questions = new PrintWriter(worker.outputWriter(StandardCharsets.UTF_8), true);
        questions.println(file);
        // The one reader of this process, which is given up with it after a timeout.
        BufferedReader answers = worker.inputReader(StandardCharsets.UTF_8);
        CompletableFuture<@Nullable String> answer = CompletableFuture.supplyAsync(() -> line(answers));
        try {
            String line = answer.get(limit.toMillis(), TimeUnit.MILLISECONDS);
            if (line != null) {
                return json.readValue(line, Verdict.class);
            }
            int code = worker.waitFor();
            return defect(name, "the process ended with code " + code, begun);
        } catch (TimeoutException slow) {
            return defect(name, "no end within %d s".formatted(limit.toSeconds()), begun);
        } catch (ExecutionException | CompletionException | IOException failure) {
            return defect(name, "no verdict: " + failure, begun);
        }
    }

    private Verdict defect(String name, String detail, long begun) {
        close();
        return Verdict.of(name, Outcome.DEFECT, detail, (System.nanoTime() - begun) / 1e9);
    }

    private static @Nullable String line(BufferedReader reader) {
        try {
            return reader.readLine();
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
        List<String> command = List.of(java, HEAP, Worker.class.getName(), root.toString(), preference.name());
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
