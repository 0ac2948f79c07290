package dev.octet.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The tokens of a graph text, read one after the other.
 *
 * <p>A token is a word (letters, digits and {@code _/.$@+*?-}), a quoted string, a symbol, or the end of a statement (a
 * line break or a semicolon). {@code #} starts a comment that ends with the line.
 */
final class Tokens {
    enum Kind {
        WORD,
        STRING,
        SYMBOL,
        SEPARATOR,
        END
    }

    record Token(Kind kind, String text, int line) {
        boolean isSymbol(String symbol) {
            return kind == Kind.SYMBOL && text.equals(symbol);
        }

        boolean isName() {
            return kind == Kind.WORD || kind == Kind.STRING;
        }
    }

    private static final Pattern TOKEN = Pattern.compile("(?<blank>[ \\t\\r]+|#[^\\n]*)"
            + "|(?<separator>[\\n;])"
            + "|(?<word>[A-Za-z0-9_/.$@+*?-]+)"
            + "|\"(?<string>(?:[^\"\\\\]|\\\\.)*)\""
            + "|(?<symbol>[=,:()\\[\\]{}])");
    private static final Pattern BARE = Pattern.compile("[A-Za-z0-9_/.$@+*?-]+");

    private final List<Token> tokens = new ArrayList<>();
    private int next;

    Tokens(String text) {
        Matcher matcher = TOKEN.matcher(text);
        int line = 1;
        int position = 0;
        while (position < text.length()) {
            if (!matcher.find(position) || matcher.start() != position) {
                throw new IllegalArgumentException(
                        "Line %d: unexpected '%s'".formatted(line, text.substring(position, position + 1)));
            }
            add(matcher, line);
            line += (int) matcher.group().chars().filter(c -> c == '\n').count();
            position = matcher.end();
        }
        tokens.add(new Token(Kind.END, "the end", line));
    }

    private void add(Matcher matcher, int line) {
        if (matcher.group("separator") != null) {
            tokens.add(new Token(Kind.SEPARATOR, ";", line));
        } else if (matcher.group("word") != null) {
            tokens.add(new Token(Kind.WORD, matcher.group("word"), line));
        } else if (matcher.group("string") != null) {
            tokens.add(new Token(Kind.STRING, unescaped(matcher.group("string")), line));
        } else if (matcher.group("symbol") != null) {
            tokens.add(new Token(Kind.SYMBOL, matcher.group("symbol"), line));
        }
    }

    private static String unescaped(String text) {
        return text.replaceAll("\\\\(.)", "$1");
    }

    /** A name as it has to be written: bare where possible, else quoted. */
    static String written(String name) {
        return BARE.matcher(name).matches() ? name : quoted(name);
    }

    static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    Token peek() {
        return peek(0);
    }

    Token peek(int ahead) {
        return tokens.get(Math.min(next + ahead, tokens.size() - 1));
    }

    Token take() {
        Token token = peek();
        next = Math.min(next + 1, tokens.size() - 1);
        return token;
    }

    /** Takes the symbol if it comes next. */
    boolean takeIf(String symbol) {
        boolean found = peek().isSymbol(symbol);
        if (found) {
            take();
        }
        return found;
    }

    /** Takes the symbol even after line breaks, if it comes next. */
    boolean takeIfAfterBreaks(String symbol) {
        skipSeparators();
        return takeIf(symbol);
    }

    void expect(String symbol) {
        if (!takeIf(symbol)) {
            throw unexpected("'" + symbol + "'");
        }
    }

    String expectWord() {
        if (peek().kind() != Kind.WORD) {
            throw unexpected("a word");
        }
        return take().text();
    }

    String expectName() {
        if (!peek().isName()) {
            throw unexpected("a name");
        }
        return take().text();
    }

    void skipSeparators() {
        while (peek().kind() == Kind.SEPARATOR) {
            take();
        }
    }

    IllegalArgumentException unexpected(String wanted) {
        Token found = peek();
        return new IllegalArgumentException(
                "Line %d: expected %s, found '%s'".formatted(found.line(), wanted, found.text()));
    }
}
