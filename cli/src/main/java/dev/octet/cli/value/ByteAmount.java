package dev.octet.cli.value;

import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A number of bytes such as {@code 512MB} or {@code 1.5GiB}; 1 kB is 1,000 bytes and 1 KiB is 1,024. */
public final class ByteAmount implements ITypeConverter<Long> {
    private static final Pattern AMOUNT = Pattern.compile("(\\d{1,15}(?:\\.\\d{1,9})?)\\s*([a-z]+)");

    private static final Map<String, Long> UNITS = Map.of(
            "b", 1L,
            "kb", 1000L,
            "mb", 1000_000L,
            "gb", 1000_000_000L,
            "tb", 1000_000_000_000L,
            "kib", 1L << 10,
            "mib", 1L << 20,
            "gib", 1L << 30,
            "tib", 1L << 40);

    @Override
    public Long convert(String text) {
        Matcher amount = AMOUNT.matcher(text.strip().toLowerCase(Locale.ROOT));
        Long unit = amount.matches() ? UNITS.get(amount.group(2)) : null;
        double bytes = unit == null ? 0 : Double.parseDouble(amount.group(1)) * unit;
        if (bytes < 1) {
            throw new TypeConversionException(
                    "expected a number of bytes with a unit, such as 512MB or 2GiB, got '%s'".formatted(text));
        }
        return (long) bytes;
    }
}
