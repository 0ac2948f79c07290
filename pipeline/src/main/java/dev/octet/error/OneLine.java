package dev.octet.error;

/**
 * Text that is safe to show on a terminal or in a log. Messages quote names from files of strangers, which may hold
 * line breaks, escape sequences, or megabytes.
 */
final class OneLine {
    private static final int LONGEST = 4000;

    private OneLine() {}

    /** The text with blanks for line breaks and tabs and question marks for other invisible signs, cut to a length. */
    static String of(String text) {
        StringBuilder line = new StringBuilder();
        text.codePoints().limit(LONGEST).map(OneLine::visible).forEach(line::appendCodePoint);
        return text.codePointCount(0, text.length()) > LONGEST
                ? line.append(" ...").toString()
                : line.toString();
    }

    private static int visible(int sign) {
        if (sign == '\n' || sign == '\r' || sign == '\t') {
            return ' ';
        }
        return switch (Character.getType(sign)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> '?';
            default -> sign;
        };
    }
}
