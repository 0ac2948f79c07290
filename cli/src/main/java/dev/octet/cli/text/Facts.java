package dev.octet.cli.text;

import java.util.List;

/** A text of facts: a label in a narrow left column, what is to be said about it on the right. */
public final class Facts {
    private static final int LABEL = 12;

    private final StringBuilder text = new StringBuilder();

    /** A line of its own. */
    public Facts line(String line) {
        text.append(Printable.of(line)).append('\n');
        return this;
    }

    /** An empty line. */
    public Facts gap() {
        text.append('\n');
        return this;
    }

    /** One fact in one line. */
    Facts fact(String label, String value) {
        return lines(label, List.of(Printable.of(value)));
    }

    /** One fact in several lines. Nothing is said about an empty table. */
    Facts fact(String label, Table table) {
        return lines(label, table.lines().toList());
    }

    /** One fact in several lines. */
    Facts fact(String label, List<String> values) {
        return lines(label, values.stream().map(Printable::of).toList());
    }

    private Facts lines(String label, List<String> lines) {
        String start = label;
        for (String line : lines) {
            String margin = "  " + start + " ".repeat(Math.max(1, LABEL - start.length()));
            text.append((margin + line).stripTrailing()).append('\n');
            start = "";
        }
        return this;
    }

    /** The whole text. */
    @Override
    public String toString() {
        return text.toString();
    }
}
