package dev.octet.runtime;

import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.octet.error.Kind;
import dev.octet.error.OctetException;
import dev.octet.format.ExternalDataUse;
import dev.octet.format.OnnxWriter;
import dev.octet.format.WriteOptions;
import dev.octet.graph.Model;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A model that ONNX Runtime reads from a temporary folder, which is there as long as the session. */
final class TemporaryModel {
    private TemporaryModel() {}

    static Loaded load(Model model, OrtSession.SessionOptions options) throws OrtException {
        Path folder = createFolder();
        boolean loaded = false;
        try {
            Path file = folder.resolve("model.onnx");
            OnnxWriter.write(model, file, WriteOptions.defaults().withExternalData(ExternalDataUse.ALWAYS));
            OrtSession session = Environment.shared().createSession(file.toString(), options);
            loaded = true;
            // Its weights stay mapped from the file.
            return new Loaded(session, List.of(), () -> delete(folder));
        } finally {
            if (!loaded) {
                delete(folder);
            }
        }
    }

    /** A new folder that nobody else can read. */
    static Path createFolder() {
        try {
            return Files.createTempDirectory("octet");
        } catch (IOException failure) {
            throw new OctetException(
                    Kind.FILE,
                    "Expected to make a temporary folder in %s, but could not: %s. Choose another with -Djava.io.tmpdir=FOLDER."
                            .formatted(System.getProperty("java.io.tmpdir"), failure.getMessage()),
                    failure);
        }
    }

    /** Deletes a folder that has no folders in it, at the latest when the process ends: Windows keeps mapped files. */
    static void delete(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.deleteIfExists(file);
            }
            Files.deleteIfExists(folder);
        } catch (IOException inUse) {
            folder.toFile().deleteOnExit();
            for (String name : Optional.ofNullable(folder.toFile().list()).orElse(new String[0])) {
                folder.resolve(name).toFile().deleteOnExit();
            }
        }
    }
}
