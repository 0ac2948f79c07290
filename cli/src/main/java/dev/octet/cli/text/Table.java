package dev.octet.cli.text;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Rows of text in columns that are as wide as they need to be, two spaces apart. */
public final class Table {
    /** How a column stands. */
    public enum Align {
        LEFT,
        RIGHT
    }

    private final List<Align> columns;
    private final int[] widths;
    private final List<List<String>> rows = new ArrayList<>();

    public Table(Align... columns) {
        this.columns = List.of(columns);
        this.widths = new int[columns.length];
    }

    /** How often what occurs, in the order of the map. */
    static Table ofCounts(Map<String, Long> counts) {
        Table table = new Table(Align.RIGHT, Align.LEFT);
        counts.forEach((name, count) -> table.row(Amounts.count(count), name));
        return table;
    }

    /** Adds a row; cells at its end may be left out. Whatever could harm a terminal is spelled out. */
    public Table row(String... cells) {
        List<String> row = Arrays.stream(cells).map(Printable::of).toList();
        for (int column = 0; column < row.size(); column++) {
            widths[column] = Math.max(widths[column], row.get(column).length());
        }
        rows.add(row);
        return this;
    }

    /** The rows, without spaces at their ends. */
    public Stream<String> lines() {
        return rows.stream().map(this::line);
    }

    private String line(List<String> row) {
        StringBuilder line = new StringBuilder();
        for (int column = 0; column < row.size(); column++) {
            String cell = row.get(column);
            String padding = " ".repeat(widths[column] - cell.length());
            line.append(columns.get(column) == Align.RIGHT ? padding + cell : cell + padding)
                    .append("  ");
        }
        return line.toString().stripTrailing();
    }
}
