package dev.octet.affine.block;

import dev.octet.tensor.FloatBlocks;
import dev.octet.tensor.Tensor;

/**
 * A matrix of floats seen as lines.
 *
 * @param tensor {@code [count, length]}, or {@code [length, count]} where the lines are its columns
 * @param areColumns whether the lines are the columns
 * @param count number of lines
 * @param length elements of a line
 */
public record Lines(Tensor tensor, boolean areColumns, int count, int length) {
    /** The rows of a matrix. */
    public static Lines rows(Tensor matrix) {
        return new Lines(matrix, false, size(matrix, 0), size(matrix, 1));
    }

    /** The columns of a matrix. */
    public static Lines columns(Tensor matrix) {
        return new Lines(matrix, true, size(matrix, 1), size(matrix, 0));
    }

    private static int size(Tensor matrix, int axis) {
        if (matrix.shape().rank() != 2 || !FloatBlocks.reads(matrix.type())) {
            throw new IllegalArgumentException("Expected a matrix of numbers, got " + matrix);
        }
        return Math.toIntExact(matrix.shape().dimension(axis));
    }

    /**
     * Reads elements {@code start} to {@code start + width - 1} of several lines, one line after the other.
     *
     * @param into gets {@code lines * width} elements
     */
    public void read(int firstLine, int lines, int start, int width, float[] into) {
        if (areColumns) {
            readColumns(firstLine, lines, start, width, into);
        } else {
            readRows(firstLine, lines, start, width, into);
        }
    }

    /** Elements {@code start} to {@code start + width - 1} of all lines: of all the first one, then the next. */
    float[] readAcross(int start, int width) {
        float[] into = new float[Math.multiplyExact(width, count)];
        if (areColumns) {
            read((long) start * count, into.length, into);
            return into;
        }
        float[] part = new float[width];
        for (int line = 0; line < count; line++) {
            read((long) line * length + start, width, part);
            for (int place = 0; place < width; place++) {
                into[place * count + line] = part[place];
            }
        }
        return into;
    }

    private void readRows(int firstLine, int lines, int start, int width, float[] into) {
        float[] row = lines == 1 ? into : new float[width];
        for (int line = 0; line < lines; line++) {
            read((long) (firstLine + line) * length + start, width, row);
            if (row != into) {
                System.arraycopy(row, 0, into, line * width, width);
            }
        }
    }

    private void readColumns(int firstLine, int lines, int start, int width, float[] into) {
        float[] across = new float[lines];
        for (int place = 0; place < width; place++) {
            read((long) (start + place) * count + firstLine, lines, across);
            for (int line = 0; line < lines; line++) {
                into[line * width + place] = across[line];
            }
        }
    }

    private void read(long element, int elements, float[] into) {
        int bytes = tensor.type().bits() / 8;
        FloatBlocks.read(tensor.type(), tensor.data().slice(element * bytes, elements * bytes), 0, into, elements);
    }
}
