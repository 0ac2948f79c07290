package dev.octet.cli.option;

import dev.octet.error.Kind;
import dev.octet.error.OctetException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Where results go. What can be known to fail is refused before any work is done.
 *
 * @param model the quantized model
 * @param report the report, if there is to be one
 */
public record OutputFiles(Path model, Optional<Path> report) {
    private static final String ENDING = ".onnx";

    /**
     * The files for a command line.
     *
     * @param word goes into the model's name where the user gives none: {@code folder/resnet.onnx} becomes
     *     {@code folder/resnet.int8.onnx} with {@code int8}
     * @throws OctetException of kind CONFIGURATION if two files are the same; of kind FILE if a folder is missing
     */
    public static OutputFiles of(Path input, Optional<Path> output, String word, Optional<Path> report) {
        Path model = output.orElseGet(() -> besides(input, word));
        refuseSame("--output", model, "the model", input);
        requireFolder(model);
        report.ifPresent(file -> {
            refuseSame("--report", file, "the model", input);
            refuseSame("--report", file, "--output", model);
            requireFolder(file);
        });
        return new OutputFiles(model, report);
    }

    private static Path besides(Path input, String word) {
        String name = String.valueOf(input.getFileName());
        String stem = name.endsWith(ENDING) ? name.substring(0, name.length() - ENDING.length()) : name;
        return input.resolveSibling(stem + "." + word + ENDING);
    }

    private static void refuseSame(String option, Path file, String otherName, Path other) {
        if (isSame(file, other)) {
            throw OctetException.configuration("Expected %s to name a file of its own, got %s, which is also %s"
                    .formatted(option, file, otherName));
        }
    }

    private static boolean isSame(Path one, Path other) {
        try {
            return one.toAbsolutePath()
                            .normalize()
                            .equals(other.toAbsolutePath().normalize())
                    || (Files.exists(one) && Files.exists(other) && Files.isSameFile(one, other));
        } catch (IOException failure) {
            throw new OctetException(
                    Kind.FILE, "Cannot compare %s with %s: %s".formatted(one, other, failure), failure);
        }
    }

    /** Refuses a file that could not be written, before any work is done. */
    public static void requireFolder(Path file) {
        Path folder = file.toAbsolutePath().resolveSibling("");
        if (!Files.isDirectory(folder)) {
            throw new OctetException(
                    Kind.FILE, "Expected a folder to write %s into, but there is no folder %s".formatted(file, folder));
        }
        if (Files.isDirectory(file)) {
            throw new OctetException(Kind.FILE, "Expected the name of a file to write, got the folder " + file);
        }
    }
}
