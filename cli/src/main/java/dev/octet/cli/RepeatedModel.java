package dev.octet.cli;

import dev.octet.error.Kind;
import dev.octet.error.OctetException;
import dev.octet.format.OnnxReader;
import dev.octet.inspect.StoredWeights;
import dev.octet.provenance.Provenance;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Where a model is made again: a temporary folder, since data files beside a model bear its name.
 *
 * @param folder the folder, removed in the end
 * @param file the model
 */
record RepeatedModel(Path folder, Path file) implements AutoCloseable {
    /** A place for a model of the same name. */
    static RepeatedModel in(Path model) {
        try {
            Path folder = Files.createTempDirectory("octet-verify-");
            return new RepeatedModel(folder, folder.resolve(String.valueOf(model.getFileName())));
        } catch (IOException failure) {
            throw new OctetException(Kind.FILE, "Cannot make a temporary folder: " + failure, failure);
        }
    }

    /**
     * Compares the model and its data files with those of another.
     *
     * @param said what that one says of itself
     * @throws OctetException of kind UNMET if a byte differs; it says what was different about the making
     */
    void requireSameAs(Path model, Provenance said) {
        Optional<String> difference = isSame(file, model)
                ? dataFiles(model).stream()
                        .filter(name -> !isSame(folder.resolve(name), model.resolveSibling(name)))
                        .findFirst()
                : Optional.of(String.valueOf(model.getFileName()));
        if (difference.isPresent()) {
            throw new OctetException(
                    Kind.UNMET,
                    "%s cannot be made again: %s differs. %s".formatted(model, difference.get(), why(said)));
        }
    }

    private String why(Provenance said) {
        Map<String, String> now =
                Provenance.of(OnnxReader.read(file)).map(Provenance::entries).orElse(Map.of());
        List<String> reasons = new ArrayList<>();
        said.entries().forEach((key, value) -> {
            String other = now.getOrDefault(key, "nothing");
            if (!other.equals(value)) {
                reasons.add("%s was %s and is %s".formatted(key, value, other));
            }
        });
        return reasons.isEmpty()
                ? "Model, samples, options and versions are the same, so the file was changed afterwards, or another processor rounded differently while samples were observed."
                : reasons.stream().collect(Collectors.joining("; ", "", "."));
    }

    private static List<String> dataFiles(Path model) {
        return StoredWeights.of(OnnxReader.read(model)).externalFiles().keySet().stream()
                .sorted()
                .toList();
    }

    private static boolean isSame(Path one, Path other) {
        try {
            return Files.exists(one) && Files.mismatch(one, other) < 0;
        } catch (IOException failure) {
            throw new OctetException(
                    Kind.FILE, "Cannot compare %s with %s: %s".formatted(one, other, failure), failure);
        }
    }

    @Override
    public void close() {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path each : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(each);
            }
        } catch (IOException failure) {
            throw new OctetException(
                    Kind.FILE, "Cannot remove the temporary folder %s: %s".formatted(folder, failure), failure);
        }
    }
}
