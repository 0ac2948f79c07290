package dev.octet.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;

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
        String[] words =
                java.util.Arrays.stream(arguments).map(Object::toString).toArray(String[]::new);
        int code = Main.run(new PrintWriter(out), new PrintWriter(err), words);
        return new Octet(code, out.toString(), err.toString());
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
