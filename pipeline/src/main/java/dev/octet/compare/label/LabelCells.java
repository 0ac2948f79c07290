package dev.octet.compare.label;

import dev.octet.tensor.Shape;
import dev.octet.tensor.Tensor;
import java.io.IOException;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Labels as they stand in a table.
 *
 * @param texts one for each label
 * @param lines where each stands, for messages
 */
record LabelCells(List<String> texts, List<Long> lines) {
    private static final Pattern WHOLE = Pattern.compile("[+-]?\\d{1,18}");
    private static final Pattern NUMBER = Pattern.compile("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?");

    static boolean isNumber(String text) {
        return NUMBER.matcher(text).matches();
    }

    /** Whole numbers if all of them are, else floats. */
    List<Tensor> numbers() throws IOException {
        for (int i = 0; i < texts.size(); i++) {
            if (!isNumber(texts.get(i))) {
                throw new IOException(
                        "line %d: expected a number as the label, got '%s'".formatted(lines.get(i), texts.get(i)));
            }
        }
        boolean whole = texts.stream().allMatch(text -> WHOLE.matcher(text).matches());
        return texts.stream()
                .map(text -> whole
                        ? Tensor.ofLongs(Shape.SCALAR, Long.parseLong(text))
                        : Tensor.scalar(Float.parseFloat(text)))
                .toList();
    }

    /** As {@link #numbers}; but where none is a number, they are names of classes, numbered from 0 in their order. */
    List<Tensor> numbersOrClasses() throws IOException {
        if (texts.stream().anyMatch(text -> text.isEmpty() || isNumber(text))) {
            return numbers();
        }
        List<String> classes = List.copyOf(new TreeSet<>(texts));
        return texts.stream()
                .map(text -> Tensor.ofLongs(Shape.SCALAR, classes.indexOf(text)))
                .toList();
    }
}
