package dev.octet.runtime;

import dev.octet.format.OnnxWriter;
import dev.octet.graph.Graph;
import dev.octet.graph.Initializer;
import dev.octet.graph.Model;
import dev.octet.tensor.Tensor;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Measures how much memory a model takes, each time in a fresh process: in one that has run models before, what they
 * gave back is used again and not seen.
 *
 * <p>The process's Java heap lies in memory as a whole from the beginning, and its code is not compiled, so that what
 * grows is what ONNX Runtime takes. Linux only.
 */
public final class MemoryProbe {
    private static final Logger LOG = LoggerFactory.getLogger(MemoryProbe.class);
    private static final long OPSET = 17;
    private static final long IR_VERSION = 8;
    private static final int SECONDS = 120;
    private static final List<String> JAVA_OPTIONS =
            List.of("-Xms128m", "-Xmx128m", "-XX:+AlwaysPreTouch", "-XX:+UseSerialGC", "-Xint");

    private MemoryProbe() {}

    /**
     * Bytes by which a process grows that loads a model and runs it once.
     *
     * @param file the model
     * @param threads threads within one operator
     * @param inputs what to run it on
     * @return empty where it cannot be known: on other systems than Linux, where Java cannot be started again, or where
     *     the model does not run in 128 MB of Java heap
     */
    public static OptionalLong growth(Path file, int threads, Map<String, Tensor> inputs) {
        if (!ResidentMemory.isKnown()) {
            return OptionalLong.empty();
        }
        try (TemporaryFolder folder = TemporaryFolder.create()) {
            Path given = folder.path().resolve("inputs.onnx");
            OnnxWriter.write(asModel(inputs), given);
            Path said = folder.path().resolve("said.txt");
            Path found = folder.path().resolve("bytes.txt");
            ProcessBuilder builder = new ProcessBuilder(command(file, threads, given, found))
                    .redirectErrorStream(true)
                    .redirectOutput(said.toFile());
            // A long class path on the command line would end ONNX Runtime; see Environment.
            builder.environment().put("CLASSPATH", classPath());
            return answer(builder, said, found);
        }
    }

    /** Of the system, or of the loader that has Octet's classes, as in a program that brings plug-ins. */
    private static String classPath() {
        if (MemoryProbe.class.getClassLoader() instanceof URLClassLoader loader) {
            return Stream.of(loader.getURLs())
                    .filter(url -> url.getProtocol().equals("file"))
                    .map(url -> Path.of(URI.create(url.toString())).toString())
                    .collect(Collectors.joining(File.pathSeparator));
        }
        return System.getProperty("java.class.path");
    }

    private static OptionalLong answer(ProcessBuilder builder, Path said, Path found) {
        try {
            Process process = builder.start();
            try {
                boolean ended = process.waitFor(SECONDS, TimeUnit.SECONDS);
                if (ended && process.exitValue() == 0) {
                    return OptionalLong.of(Long.parseLong(Files.readString(found)));
                }
                LOG.debug(
                        "Memory is unknown: {}",
                        ended
                                ? Files.readString(said, StandardCharsets.ISO_8859_1)
                                : "no answer within " + SECONDS + " s");
                return OptionalLong.empty();
            } finally {
                process.destroyForcibly();
            }
        } catch (IOException failure) {
            LOG.debug("Memory is unknown", failure);
            return OptionalLong.empty();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return OptionalLong.empty();
        }
    }

    private static List<String> command(Path file, int threads, Path inputs, Path found) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(JAVA_OPTIONS);
        command.add(MemoryProcess.class.getName());
        command.addAll(List.of(
                file.toAbsolutePath().toString(), Integer.toString(threads), inputs.toString(), found.toString()));
        return command;
    }

    private static Model asModel(Map<String, Tensor> inputs) {
        List<Initializer> initializers = inputs.entrySet().stream()
                .map(input -> Initializer.of(input.getKey(), input.getValue()))
                .toList();
        return Model.of(Graph.builder("inputs").initializers(initializers).build(), IR_VERSION, OPSET);
    }
}
