package dev.octet.cli.text;

import java.util.Locale;

/** Numbers for people. */
public final class Amounts {
    private static final String[] UNITS = {"B", "kB", "MB", "GB", "TB"};

    private Amounts() {}

    /** A count with a comma at each thousand. */
    public static String count(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    /** A count of things, in the singular for one: {@code 1 node}, {@code 3,200 nodes}. */
    public static String count(long number, String thing) {
        return count(number) + " " + (number == 1 ? thing : thing + "s");
    }

    /** Bytes in three digits, 1 kB being 1,000 bytes: {@code 454 kB}, {@code 1.02 MB}. */
    public static String bytes(long bytes) {
        double amount = bytes;
        int unit = 0;
        while (amount >= 999.5 && unit < UNITS.length - 1) {
            amount /= 1000;
            unit++;
        }
        return unit == 0 ? bytes + " B" : threeDigits(amount) + " " + UNITS[unit];
    }

    /** Steps a second in three digits: {@code 4.35/s}, {@code 1,250/s}. */
    public static String rate(double perSecond) {
        return (perSecond < 99.95 ? threeDigits(perSecond) : count(Math.round(perSecond))) + "/s";
    }

    /** A share as {@code 28.7 %}. */
    static String percent(double share) {
        return String.format(Locale.ROOT, "%.1f %%", 100 * share);
    }

    /** A time as {@code 0.4 s}, {@code 35 s} or {@code 2 min 5 s}. */
    public static String duration(long nanoseconds) {
        double seconds = nanoseconds / 1e9;
        if (seconds < 9.95) {
            return String.format(Locale.ROOT, "%.1f s", seconds);
        }
        long whole = Math.round(seconds);
        return whole < 60 ? whole + " s" : "%d min %d s".formatted(whole / 60, whole % 60);
    }

    private static String threeDigits(double amount) {
        int decimals = amount < 9.995 ? 2 : amount < 99.95 ? 1 : 0;
        return String.format(Locale.ROOT, "%." + decimals + "f", amount);
    }
}
