package dev.octet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * One run of the command inside the test's own process.
 *
 * @param code the exit code
 * @param out what went to standard output
 * @param err what went to standard error
 */
record Octet(int code, String out, String err) {
    static Octet run(Object... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        String[] words = Arrays.stream(arguments).map(Object::toString).toArray(String[]::new);
        int code = Main.run(new PrintWriter(out), new PrintWriter(err), words);
        return new Octet(code, out.toString(), err.toString());
    }

    /** Quantizes into a folder with these arguments and gives the report; any failure is the test's. */
    static JsonNode report(Path folder, Object... arguments) throws IOException {
        Path report = folder.resolve("report.json");
        List<Object> words = new ArrayList<>(List.of("quantize"));
        words.addAll(List.of(arguments));
        words.addAll(List.of("--output", folder.resolve("out.onnx"), "--report", report));
        Octet run = run(words.toArray());
        assertThat(run.code()).as(run.err()).isZero();
        return new ObjectMapper().readTree(report.toFile());
    }

    /** A file of the sample that the project ships. */
    static Path sample(String name) {
        for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
            Path sample = folder.resolve("calibration-data/digits");
            if (Files.isDirectory(sample)) {
                return sample.resolve(name);
            }
        }
        throw new IllegalStateException("Expected calibration-data/digits at or above the current folder, found none");
    }
}
