package dev.octet.cli.value;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * A path. Java makes paths only of characters that the locale can encode, which without a locale are those of ASCII.
 */
public final class PathText implements ITypeConverter<Path> {
    @Override
    public Path convert(String text) {
        try {
            return Path.of(text);
        } catch (InvalidPathException invalid) {
            throw new TypeConversionException(
                    "expected a path, got '%s': %s. If it is right, run with a locale that has all its characters, such as LC_ALL=C.UTF-8"
                            .formatted(text, invalid.getReason()));
        }
    }
}
