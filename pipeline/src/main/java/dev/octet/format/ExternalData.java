package dev.octet.format;

import dev.octet.error.OctetException;
import dev.octet.onnx.StringStringEntryProto;
import dev.octet.tensor.TensorData;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The files beside a model that hold its larger tensors; tensors are mapped from them, never read.
 *
 * <p>Only files in the model's folder or below it are opened, and no link may lead out of it: a model from a stranger
 * must not be able to read other files. Source: the format's keys {@code location}, {@code offset}, {@code length}.
 */
final class ExternalData {
    private final Optional<Path> folder;
    private final Map<String, Path> files = new HashMap<>();
    private final Map<Place, TensorData> mapped = new HashMap<>();

    private record Place(Path file, long offset, long length) {}

    private ExternalData(Optional<Path> folder) {
        this.folder = folder;
    }

    /** The data of a model that lies in a folder. */
    static ExternalData beside(Path folder) {
        return new ExternalData(Optional.of(folder));
    }

    /** For models that come from no file, and so cannot have external data. */
    static ExternalData none() {
        return new ExternalData(Optional.empty());
    }

    /**
     * The bytes that the entries point at, the same object for the same place; {@code what} names the tensor in errors.
     */
    TensorData map(List<StringStringEntryProto> entries, long expected, String what) {
        Map<String, String> keys = Entries.toMap(entries);
        Path file = files.computeIfAbsent(keys.getOrDefault("location", ""), location -> resolve(location, what));
        long offset = number(keys.getOrDefault("offset", "0"), "offset", what);
        long length = number(keys.getOrDefault("length", Long.toString(expected)), "length", what);
        if (length != expected) {
            throw OctetException.invalidModel(
                    "%s: expected %d bytes of external data, got a length of %d".formatted(what, expected, length));
        }
        return mapped.computeIfAbsent(new Place(file, offset, length), place -> map(place, what));
    }

    private static TensorData map(Place place, String what) {
        try {
            return TensorData.map(place.file(), place.offset(), place.length());
        } catch (IndexOutOfBoundsException failure) {
            throw OctetException.invalidModel(
                    "%s: %s. The file is cut short or belongs to another model.".formatted(what, failure.getMessage()));
        } catch (UncheckedIOException failure) {
            throw FileErrors.unreadable(place.file(), failure);
        }
    }

    private static long number(String text, String key, String what) {
        try {
            long number = Long.parseLong(text.strip());
            if (number >= 0) {
                return number;
            }
        } catch (NumberFormatException notANumber) {
            // Reported below, together with negative numbers.
        }
        throw OctetException.invalidModel(
                "%s: expected an external data %s of 0 or more, got '%s'".formatted(what, key, text));
    }

    private Path resolve(String location, String what) {
        Path parent = folder.orElseThrow(() -> OctetException.invalidModel(
                "%s: its data is in the file '%s', but the model was not read from a file, so there is no folder to look in"
                        .formatted(what, location)));
        if (location.isEmpty()) {
            throw OctetException.invalidModel(what + ": external data without a location");
        }
        Path named = parent.resolve(relative(location, what));
        if (!Files.exists(named)) {
            throw OctetException.invalidModel("%s: its data file '%s' is missing; put it beside the model, in %s"
                    .formatted(what, location, parent.toAbsolutePath()));
        }
        try {
            Path file = named.toRealPath();
            if (!file.startsWith(parent.toRealPath())) {
                throw refused(location, what, "a link that leaves the model's folder");
            }
            if (!Files.isRegularFile(file)) {
                throw refused(location, what, "something that is no file");
            }
            return file;
        } catch (IOException failure) {
            throw FileErrors.unreadable(named, failure);
        }
    }

    private static Path relative(String location, String what) {
        Path path;
        try {
            path = Path.of(location);
        } catch (InvalidPathException failure) {
            throw refused(location, what, "no name of a file");
        }
        if (path.isAbsolute() || path.getRoot() != null) {
            throw refused(location, what, "an absolute path");
        }
        for (Path part : path) {
            if (part.toString().equals("..")) {
                throw refused(location, what, "a path with '..'");
            }
        }
        return path;
    }

    private static OctetException refused(String location, String what, String why) {
        return OctetException.invalidModel(
                "%s: expected external data in a file beside the model, got '%s', %s. Copy the file into the model's folder."
                        .formatted(what, location, why));
    }
}
