package dev.octet.suite;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.octet.place.PlacementSettings.Preference;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** The process that models run in: file names come on standard input, verdicts go as JSON lines to standard output. */
final class Worker {
    private Worker() {}

    /**
     * Answers until there are no more lines.
     *
     * @param arguments the folder that names are relative to, and the preference
     */
    public static void main(String[] arguments) throws IOException {
        PrintStream answers = System.out;
        // Whatever a library may print is no answer.
        System.setOut(System.err);
        Path root = Path.of(arguments[0]);
        Preference preference = Preference.valueOf(arguments[1]);
        ObjectMapper json = new ObjectMapper();
        Path output = Files.createTempDirectory("octet-suite").resolve("quantized.onnx");
        BufferedReader files = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String file = files.readLine(); file != null; file = files.readLine()) {
            Verdict verdict = new Trial(root, Path.of(file), output, preference).run();
            Files.deleteIfExists(output);
            answers.println(json.writeValueAsString(verdict));
            answers.flush();
        }
        Files.delete(output.getParent());
    }
}
