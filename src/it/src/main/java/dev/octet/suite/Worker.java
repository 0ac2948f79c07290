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

/**
 * The process that models run in. On standard input come lines of the number of the first input to try and a file name;
 * to standard output go notes of how far the float model has come, then the verdict as a line of JSON.
 */
final class Worker {
    /** Said before the float model is run on inputs of the number that follows. */
    static final String TRYING = "trying ";
    /** Said when it has run; whatever comes now is Octet's. */
    static final String RUNS = "runs";

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
        for (String line = files.readLine(); line != null; line = files.readLine()) {
            String[] question = line.split(" ", 2);
            Path file = Path.of(question[1]);
            Verdict verdict = new Trial(root, file, output, preference, Integer.parseInt(question[0]), note -> {
                        answers.println(note);
                        answers.flush();
                    })
                    .run();
            Files.deleteIfExists(output);
            answers.println(json.writeValueAsString(verdict));
            answers.flush();
        }
        Files.delete(output.getParent());
    }
}
