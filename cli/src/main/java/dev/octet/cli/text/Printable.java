package dev.octet.cli.text;

import java.util.regex.Pattern;

/**
 * Names from files, made safe to print: a name in a stranger's model must not move the cursor, change the title of the
 * terminal or add a line.
 */
public final class Printable {
    private static final Pattern LINE_BREAK = Pattern.compile("\\s*\\R\\s*");
    private static final Pattern UNSAFE = Pattern.compile("[\\p{Cc}\\p{Cf}\\u2028\\u2029]");

    private Printable() {}

    /** The text with control and formatting characters spelled out, as {@code \\u001b}. */
    static String of(String text) {
        return UNSAFE.matcher(text)
                .replaceAll(found -> "\\\\u%04x".formatted((int) found.group().charAt(0)));
    }

    /** The text in one line: line breaks become semicolons. */
    public static String oneLine(String text) {
        return of(LINE_BREAK.matcher(text.strip()).replaceAll("; "));
    }
}
