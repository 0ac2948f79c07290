package dev.octet.cli;

import dev.octet.error.Kind;
import dev.octet.error.OctetException;
import dev.octet.format.FileDigest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds the float model that a quantized one was made from. */
final class FloatModels {
    private FloatModels() {}

    /**
     * The file given, or that of the folder of the quantized model that has this digest.
     *
     * @throws OctetException of kind UNMET if the file given is another one; of kind FILE if none is found
     */
    static Path find(Path quantized, Optional<Path> given, String sha256) {
        if (given.isPresent()) {
            String found = FileDigest.sha256(List.of(given.get()));
            if (!found.equals(sha256)) {
                throw new OctetException(
                        Kind.UNMET,
                        "%s is not the float model that %s was made from: expected SHA-256 %s, found %s"
                                .formatted(given.get(), quantized, sha256, found));
            }
            return given.get();
        }
        Path folder = quantized.toAbsolutePath().resolveSibling("");
        return onnxFiles(folder).stream()
                .filter(file -> FileDigest.sha256(List.of(file)).equals(sha256))
                .findFirst()
                .orElseThrow(() -> new OctetException(
                        Kind.FILE,
                        "No ONNX file in %s has the SHA-256 of the float model that %s was made from, %s; name it with --float"
                                .formatted(folder, quantized, sha256)));
    }

    private static List<Path> onnxFiles(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".onnx"))
                    .filter(Files::isRegularFile)
                    .sorted()
                    .toList();
        } catch (IOException failure) {
            throw new OctetException(Kind.FILE, "Cannot list %s: %s".formatted(folder, failure), failure);
        }
    }
}
