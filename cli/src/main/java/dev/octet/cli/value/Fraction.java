package dev.octet.cli.value;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A number, or a fraction such as {@code 1/255}. */
public final class Fraction implements ITypeConverter<Double> {
    @Override
    public Double convert(String text) {
        String[] parts = text.split("/", -1);
        try {
            double number = Double.parseDouble(parts[0]) / (parts.length == 2 ? Double.parseDouble(parts[1]) : 1);
            if (parts.length <= 2 && Double.isFinite(number)) {
                return number;
            }
        } catch (NumberFormatException notANumber) {
            // Reported below, together with what is infinite.
        }
        throw new TypeConversionException("expected a number, or a fraction such as 1/255, got '%s'".formatted(text));
    }
}
