package dev.octet.cli.value;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * Two texts with an equals sign between them.
 *
 * @param name what stands before the first equals sign; not empty
 * @param value what stands behind it; not empty
 */
public record Assignment(String name, String value) {
    /** By name; of two with the same name the later one counts. */
    public static Map<String, String> byName(List<Assignment> assignments) {
        Map<String, String> values = new LinkedHashMap<>();
        assignments.forEach(assignment -> values.put(assignment.name(), assignment.value()));
        return values;
    }

    /** Reads {@code name=value}. */
    public static final class Converter implements ITypeConverter<Assignment> {
        @Override
        public Assignment convert(String text) {
            int equals = text.indexOf('=');
            if (equals < 1 || equals == text.length() - 1) {
                throw new TypeConversionException(
                        "expected two parts with an equals sign between them, got '%s'".formatted(text));
            }
            return new Assignment(text.substring(0, equals), text.substring(equals + 1));
        }
    }
}
