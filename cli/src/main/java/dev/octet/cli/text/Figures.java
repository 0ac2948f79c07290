package dev.octet.cli.text;

import dev.octet.compare.Figure;
import dev.octet.compare.statistics.Interval;
import java.util.Locale;

/** Measured numbers for people. */
public final class Figures {
    private Figures() {}

    /** As many digits as its unit makes sense of. */
    static String number(double value, String unit) {
        if (Double.isInfinite(value)) {
            return value > 0 ? "infinite" : "-infinite";
        }
        int decimals = switch (unit) {
            case "%", "pt", "dB" -> 2;
            case "ms" -> 3;
            default -> 4;
        };
        // Adding zero turns the negative zero that rounding may leave into the positive one.
        return String.format(Locale.ROOT, "%." + decimals + "f", rounded(value, decimals) + 0.0);
    }

    private static double rounded(double value, int decimals) {
        double power = Math.pow(10, decimals);
        return Math.abs(value) < 0.5 / power ? 0 : value;
    }

    /** As {@code 0.41 pt}. */
    public static String withUnit(double value, String unit) {
        return unit.isEmpty() ? number(value, unit) : number(value, unit) + " " + unit;
    }

    /** As {@code 81.03 % (79.60 to 82.43)}. */
    static String withInterval(Figure figure, String unit) {
        return withUnit(figure.value(), unit)
                + figure.interval()
                        .map(interval -> " " + bounds(interval, unit))
                        .orElse("");
    }

    /** As {@code (79.60 to 82.43)}. */
    static String bounds(Interval interval, String unit) {
        return "(%s to %s)".formatted(number(interval.low(), unit), number(interval.high(), unit));
    }

    /** Four digits that count, for errors of any size. */
    static String significant(double value) {
        return String.format(Locale.ROOT, "%.4g", value);
    }
}
