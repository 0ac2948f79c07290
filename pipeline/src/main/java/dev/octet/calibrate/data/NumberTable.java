package dev.octet.calibrate.data;

import dev.octet.calibrate.image.ImagePreprocessor;
import dev.octet.calibrate.image.Pixels;
import dev.octet.calibrate.table.Cells;
import dev.octet.graph.Dimension;
import dev.octet.graph.ValueType.TensorType;
import dev.octet.tensor.ElementType;
import dev.octet.tensor.Shape;
import dev.octet.tensor.Tensor;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Rows of numbers. Where the header names every input of the model, each takes its column; else the one input takes the
 * chosen columns, or all, in row-major order of its shape. With preprocessing, rows of an image model are pixels as
 * {@code [height, width, channels]}.
 */
final class NumberTable {
    private final Cells cells;
    private final Map<String, List<Integer>> columnsByInput;
    private final boolean hasHeader;
    private final int width;
    private final DataContext context;

    private NumberTable(
            Cells cells, Map<String, List<Integer>> columnsByInput, boolean hasHeader, int width, DataContext context) {
        this.cells = cells;
        this.columnsByInput = columnsByInput;
        this.hasHeader = hasHeader;
        this.width = width;
        this.context = context;
    }

    static NumberTable of(Cells cells, List<String> first, DataContext context) {
        boolean header = !first.stream().allMatch(Numbers::isNumber);
        ModelInputs model = context.model();
        Map<String, List<Integer>> columns = new LinkedHashMap<>();
        if (header && context.settings().columns().isEmpty() && first.containsAll(model.names())) {
            model.names().forEach(input -> columns.put(input, List.of(first.indexOf(input))));
        } else {
            List<Integer> chosen = Columns.of(context.settings().columns(), header ? first : List.of(), first.size())
                    .indexes();
            columns.put(model.only(DataKind.TABLES), chosen.isEmpty() ? all(first.size()) : chosen);
        }
        return new NumberTable(cells, columns, header, first.size(), context);
    }

    private static List<Integer> all(int width) {
        List<Integer> all = new ArrayList<>();
        for (int i = 0; i < width; i++) {
            all.add(i);
        }
        return all;
    }

    boolean hasHeader() {
        return hasHeader;
    }

    Map<String, Tensor> read(String line) throws IOException {
        List<String> row = cells.split(line);
        if (row.size() != width) {
            throw new IOException("it has %d cells, the first row has %d".formatted(row.size(), width));
        }
        Map<String, Tensor> inputs = new LinkedHashMap<>();
        for (Map.Entry<String, List<Integer>> entry : columnsByInput.entrySet()) {
            List<String> numbers = entry.getValue().stream().map(row::get).toList();
            inputs.put(entry.getKey(), tensor(context.model().type(entry.getKey()), numbers));
        }
        return inputs;
    }

    private Tensor tensor(TensorType type, List<String> numbers) throws IOException {
        if (context.preprocessing().saysAnything()) {
            ImagePreprocessor preprocessor = new ImagePreprocessor(context.preprocessing(), type);
            return preprocessor.apply(pixels(type, numbers));
        }
        return Numbers.tensor(type.element(), shape(type, numbers.size()), numbers);
    }

    /** The model's shape with 1 for an open first dimension; one more open dimension takes what is left. */
    private static Shape shape(TensorType type, int count) throws IOException {
        List<Dimension> dimensions = type.dimensions().orElse(List.of(Dimension.UNKNOWN, Dimension.UNKNOWN));
        long[] sizes = new long[dimensions.size()];
        long known = 1;
        int open = -1;
        for (int axis = 0; axis < sizes.length; axis++) {
            boolean fixed = dimensions.get(axis) instanceof Dimension.Known;
            sizes[axis] = dimensions.get(axis) instanceof Dimension.Known one ? one.size() : 1;
            known *= sizes[axis];
            open = fixed || (axis == 0 && sizes.length > 1) ? open : axis;
        }
        if (open >= 0 && known > 0 && count % known == 0) {
            sizes[open] = count / known;
            known = count;
        }
        if (known != count) {
            throw new IOException(
                    "it has %d numbers, which do not fill %s; choose columns with --columns".formatted(count, type));
        }
        return Shape.of(sizes);
    }

    private static Pixels pixels(TensorType type, List<String> numbers) throws IOException {
        for (int channels : new int[] {1, 3}) {
            long[] sides = sides(type, channels);
            if (sides[0] * sides[1] * channels == numbers.size()) {
                Tensor bytes = Numbers.tensor(ElementType.UINT8, Shape.of(sides[0], sides[1], channels), numbers);
                return Conversions.pixels(bytes).orElseThrow();
            }
        }
        throw new IOException(
                "its %d numbers are no gray or coloured image of the size of %s; choose columns with --columns"
                        .formatted(numbers.size(), type));
    }

    /** Height and width: the two largest numbers among the model's dimensions beside the channels, in order. */
    private static long[] sides(TensorType type, int channels) {
        List<Long> sides = new ArrayList<>();
        type.dimensions().orElse(List.of()).forEach(dimension -> {
            if (dimension instanceof Dimension.Known known && known.size() > 1) {
                sides.add(known.size());
            }
        });
        sides.remove(Long.valueOf(channels));
        return sides.size() == 2 ? new long[] {sides.get(0), sides.get(1)} : new long[] {0, 0};
    }
}
