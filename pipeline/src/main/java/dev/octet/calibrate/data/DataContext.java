package dev.octet.calibrate.data;

import dev.octet.calibrate.image.Preprocessing;
import dev.octet.calibrate.image.PreprocessingYaml;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What reading a sample depends on, beside its file.
 *
 * @param folder where the data lie
 * @param model the inputs to give
 * @param preprocessing what the file beside the data says, overridden by the settings
 * @param settings the caller's settings
 */
record DataContext(Path folder, ModelInputs model, Preprocessing preprocessing, DataSettings settings) {
    static DataContext of(Path path, ModelInputs model, DataSettings settings) {
        Path parent = path.toAbsolutePath().getParent();
        Path folder = Files.isDirectory(path) || parent == null ? path : parent;
        Path yaml = folder.resolve(PreprocessingYaml.FILE_NAME);
        Preprocessing preprocessing = Files.isRegularFile(yaml)
                ? PreprocessingYaml.read(yaml).overriddenBy(settings.preprocessing())
                : settings.preprocessing();
        return new DataContext(folder, model, preprocessing, settings);
    }

    /** The tokenizer asked for, or the one beside the data. */
    Optional<Path> tokenizer() {
        Path beside = folder.resolve("tokenizer.json");
        return settings.tokenizer().or(() -> Optional.of(beside).filter(Files::isRegularFile));
    }
}
