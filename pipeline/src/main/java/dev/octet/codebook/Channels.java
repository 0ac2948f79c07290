package dev.octet.codebook;

import dev.octet.affine.block.Lines;
import dev.octet.tensor.Shape;
import dev.octet.tensor.Tensor;

/**
 * Which elements of a tensor share a codebook: all, those of one index of the first axis, or those of one column.
 *
 * @param shape the tensor's shape
 * @param layout which of the three
 */
record Channels(Shape shape, Layout layout) {
    enum Layout {
        WHOLE,
        ROWS,
        COLUMNS
    }

    boolean areColumns() {
        return layout == Layout.COLUMNS;
    }

    /** Number of codebooks. */
    int count() {
        return switch (layout) {
            case WHOLE -> 1;
            case ROWS -> Math.toIntExact(shape.dimension(0));
            case COLUMNS -> Math.toIntExact(shape.dimension(shape.rank() - 1));
        };
    }

    /** The channel of an element, by its place in row-major order. */
    int of(long element) {
        return switch (layout) {
            case WHOLE -> 0;
            case ROWS -> (int) (element / rest());
            case COLUMNS -> (int) (element % count());
        };
    }

    private long rest() {
        return shape.elementCount() / count();
    }

    /** GatherElements wants codes of as many axes as the values have. */
    Shape codesShape() {
        return switch (layout) {
            case WHOLE -> shape;
            case ROWS -> Shape.of(count(), rest());
            case COLUMNS -> Shape.of(rest(), count());
        };
    }

    /** The shape of the values for GatherElements along {@link #gatherAxis}, or of one list for Gather. */
    Shape valuesShape(int entries) {
        return switch (layout) {
            case WHOLE -> Shape.of(entries);
            case ROWS -> Shape.of(count(), entries);
            case COLUMNS -> Shape.of(entries, count());
        };
    }

    long gatherAxis() {
        return layout == Layout.ROWS ? 1 : 0;
    }

    /** The elements as lines, one for each channel of several. */
    Lines lines(Tensor weight) {
        Tensor matrix = weight.reshaped(codesShape());
        return areColumns() ? Lines.columns(matrix) : Lines.rows(matrix);
    }
}
