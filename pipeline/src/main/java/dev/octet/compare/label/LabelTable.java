package dev.octet.compare.label;

import dev.octet.calibrate.table.Cells;
import dev.octet.calibrate.table.LineFile;
import dev.octet.error.NearestName;
import dev.octet.error.OctetException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * A table with labels in one of its columns.
 *
 * @param rows the cells of each row, a header included
 * @param lines the number of each row's first line in the file, from 1
 * @param column the index of the column with the labels
 */
record LabelTable(List<List<String>> rows, List<Long> lines, int column) {
    /**
     * Reads a table.
     *
     * @param column the column with the labels: its name, or its number from 1; the last one if empty
     */
    static LabelTable read(Path file, Optional<String> column) throws IOException {
        boolean tabs = file.toString().endsWith(".tsv");
        Cells cells = tabs ? Cells.TABS : Cells.COMMAS;
        LineFile text = LineFile.open(file, !tabs);
        List<List<String>> rows = new ArrayList<>();
        List<Long> lines = new ArrayList<>();
        for (int i = 0; i < text.size(); i++) {
            rows.add(cells.split(text.line(i)).stream().map(String::strip).toList());
            lines.add(text.lineNumber(i));
        }
        return new LabelTable(rows, lines, rows.isEmpty() ? 0 : index(rows.get(0), column));
    }

    private static int index(List<String> first, Optional<String> column) {
        if (column.isEmpty()) {
            return first.size() - 1;
        }
        String asked = column.get();
        if (first.contains(asked)) {
            return first.indexOf(asked);
        }
        if (asked.matches("\\d{1,6}") && Integer.parseInt(asked) >= 1 && Integer.parseInt(asked) <= first.size()) {
            return Integer.parseInt(asked) - 1;
        }
        throw OctetException.configuration("There is no column '%s' of labels%s The columns are %s, or 1 to %d"
                .formatted(asked, NearestName.hint(asked, first), first, first.size()));
    }

    /** Labels of all rows; a first row whose label is no number is a header. */
    LabelCells inOrder() {
        boolean header = !rows.isEmpty() && !LabelCells.isNumber(label(0));
        return cells(IntStream.range(header ? 1 : 0, rows.size()).toArray());
    }

    /** Labels of these rows, in this order. */
    LabelCells cells(int... chosen) {
        return new LabelCells(
                IntStream.of(chosen).mapToObj(this::label).toList(),
                IntStream.of(chosen).mapToObj(lines::get).toList());
    }

    private String label(int row) {
        return cell(row, column);
    }

    /** A cell; empty where the row is too short. */
    String cell(int row, int index) {
        return index < rows.get(row).size() ? rows.get(row).get(index) : "";
    }

    /** The columns without labels. */
    int[] otherColumns() {
        int count = rows.stream().mapToInt(List::size).max().orElse(0);
        return IntStream.range(0, count).filter(index -> index != column).toArray();
    }
}
