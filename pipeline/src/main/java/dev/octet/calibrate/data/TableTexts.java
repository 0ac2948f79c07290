package dev.octet.calibrate.data;

import dev.octet.calibrate.table.Cells;
import dev.octet.error.OctetException;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Texts in cells of a table. */
final class TableTexts {
    private TableTexts() {}

    /** One reader for each column, or one for a pair of them. */
    static List<Lines.LineReader> readers(Cells cells, Columns columns, TokenInputs tokens, DataSettings settings) {
        List<Integer> indexes = columns.indexes();
        if (settings.pairs()) {
            requireTwo(indexes.size());
            return List.of(line -> {
                List<String> row = cells.split(line);
                return tokens.tokenized(cell(row, indexes.get(0)), Optional.of(cell(row, indexes.get(1))));
            });
        }
        return indexes.stream()
                .<Lines.LineReader>map(index -> line -> tokens.tokenized(cell(cells.split(line), index)))
                .toList();
    }

    /** Pairs need two columns. */
    static void requireTwo(int columns) {
        if (columns != 2) {
            throw OctetException.configuration("Pairs of texts need two columns, got %d; name both".formatted(columns));
        }
    }

    private static String cell(List<String> row, int index) throws IOException {
        if (index >= row.size()) {
            throw new IOException("it has %d cells; expected a text in cell %d".formatted(row.size(), index + 1));
        }
        return row.get(index);
    }
}
