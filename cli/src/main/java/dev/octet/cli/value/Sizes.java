package dev.octet.cli.value;

import dev.octet.calibrate.image.Resize;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Sizes of images as {@code 224x320}, height first. */
public final class Sizes {
    private static final Pattern EXACT = Pattern.compile("(\\d{1,9})[xX,](\\d{1,9})");
    private static final Pattern SIDE = Pattern.compile("\\d{1,9}");

    private Sizes() {}

    private static Optional<Resize.Exact> exact(String text) {
        Matcher size = EXACT.matcher(text);
        return size.matches()
                ? Optional.of(new Resize.Exact(Integer.parseInt(size.group(1)), Integer.parseInt(size.group(2))))
                : Optional.empty();
    }

    /** A size with both sides. */
    public static final class Exact implements ITypeConverter<Resize.Exact> {
        @Override
        public Resize.Exact convert(String text) {
            return checked(() -> exact(text))
                    .orElseThrow(() -> new TypeConversionException(
                            "expected height x width in pixels, such as 224x224, got '%s'".formatted(text)));
        }
    }

    /** A size with both sides, or the shorter side alone. */
    public static final class Any implements ITypeConverter<Resize> {
        @Override
        public Resize convert(String text) {
            return checked(() -> SIDE.matcher(text).matches()
                            ? Optional.<Resize>of(new Resize.ShorterSide(Integer.parseInt(text)))
                            : exact(text))
                    .orElseThrow(() -> new TypeConversionException(
                            "expected height x width in pixels, such as 224x224, or the shorter side, such as 256, got '%s'"
                                    .formatted(text)));
        }
    }

    private static <T> T checked(java.util.function.Supplier<T> size) {
        try {
            return size.get();
        } catch (IllegalArgumentException tooSmall) {
            throw new TypeConversionException(String.valueOf(tooSmall.getMessage()));
        }
    }
}
