package dev.octet.compare.label;

import dev.octet.calibrate.table.Cells;
import dev.octet.calibrate.table.LineFile;
import dev.octet.error.NearestName;
import dev.octet.error.OctetException;
import dev.octet.tensor.Shape;
import dev.octet.tensor.Tensor;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Labels in one column of a table. A first row whose label is no number is a header. */
final class LabelTable {
    private static final Pattern WHOLE = Pattern.compile("[+-]?\\d{1,18}");
    private static final Pattern NUMBER = Pattern.compile("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?");

    private LabelTable() {}

    static List<Tensor> read(Path file, Optional<String> column) throws IOException {
        boolean tabs = file.toString().endsWith(".tsv");
        Cells cells = tabs ? Cells.TABS : Cells.COMMAS;
        LineFile lines = LineFile.open(file, !tabs);
        List<Tensor> labels = new ArrayList<>();
        int index = lines.size() == 0 ? 0 : index(cells.split(lines.line(0)), column);
        for (int i = 0; i < lines.size(); i++) {
            List<String> row = cells.split(lines.line(i));
            String cell = index < row.size() ? row.get(index).strip() : "";
            if (i == 0 && !NUMBER.matcher(cell).matches()) {
                continue;
            }
            labels.add(label(cell, lines.lineNumber(i)));
        }
        return labels;
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

    private static Tensor label(String cell, long line) throws IOException {
        if (WHOLE.matcher(cell).matches()) {
            return Tensor.ofLongs(Shape.SCALAR, Long.parseLong(cell));
        }
        if (NUMBER.matcher(cell).matches()) {
            return Tensor.scalar(Float.parseFloat(cell));
        }
        throw new IOException("line %d: expected a number as the label, got '%s'".formatted(line, cell));
    }
}
