package dev.octet.testing;

import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;

/** Runs code as on a machine that writes numbers otherwise. */
public final class ForeignLocale {
    /** A decimal comma; digits of another script. */
    private static final List<Locale> ALL = List.of(Locale.GERMANY, Locale.forLanguageTag("ar-EG"));

    private ForeignLocale() {}

    /** What a supplier gives in each locale. */
    public static <T> List<T> inEach(Supplier<T> supplier) {
        return ALL.stream().map(locale -> in(locale, supplier)).toList();
    }

    private static <T> T in(Locale locale, Supplier<T> supplier) {
        Locale before = Locale.getDefault();
        Locale.setDefault(locale);
        try {
            return supplier.get();
        } finally {
            Locale.setDefault(before);
        }
    }
}
