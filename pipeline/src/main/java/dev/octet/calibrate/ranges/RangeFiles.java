package dev.octet.calibrate.ranges;

import dev.octet.affine.Range;
import dev.octet.error.Kind;
import dev.octet.error.OctetException;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;

/** Reads and writes files of ranges. */
public final class RangeFiles {
    private RangeFiles() {}

    /**
     * Writes ranges in the order given. The file appears whole or not at all.
     *
     * @throws OctetException of kind FILE if it cannot be written
     */
    public static void write(Map<String, Range> ranges, RangeFormat format, Path file) {
        Path beside = file.resolveSibling(file.getFileName() + ".part");
        try {
            Files.writeString(beside, format.write(ranges));
            Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException failure) {
            delete(beside);
            throw new OctetException(
                    Kind.FILE, "Cannot write ranges to %s: %s".formatted(file, failure.getMessage()), failure);
        }
    }

    private static void delete(Path part) {
        try {
            Files.deleteIfExists(part);
        } catch (IOException stays) {
            // The disk that could not be written to is what the caller has to hear of.
        }
    }

    /**
     * Reads ranges in any of the forms, recognized by their content.
     *
     * @throws OctetException of kind FILE if the file cannot be read, of kind CONFIGURATION if it holds no ranges
     */
    public static Map<String, Range> read(Path file) {
        String text = text(file);
        for (RangeFormat format : RangeFormat.values()) {
            if (format.looksLike(text)) {
                return read(file, text, format);
            }
        }
        throw OctetException.configuration(
                "Expected ranges in %s as Octet, ONNX Runtime or TensorRT write them, got something else"
                        .formatted(file));
    }

    private static Map<String, Range> read(Path file, String text, RangeFormat format) {
        try {
            return format.read(text);
        } catch (IOException | IllegalArgumentException failure) {
            String message =
                    String.valueOf(failure.getMessage()).lines().findFirst().orElse("");
            throw new OctetException(
                    Kind.CONFIGURATION,
                    "Cannot use the ranges in %s (%s): %s".formatted(file, format, message),
                    failure);
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file, StandardCharsets.UTF_8);
        } catch (CharacterCodingException binary) {
            throw OctetException.configuration("Expected ranges as text in %s, got other bytes".formatted(file));
        } catch (IOException failure) {
            throw new OctetException(
                    Kind.FILE, "Cannot read ranges from %s: %s".formatted(file, failure.getMessage()), failure);
        }
    }
}
