package dev.octet.affine.block;

/** In which order the codes of a matrix are stored. */
public enum CodeLayout {
    /** {@code [lines, length]}: line by line. */
    LINES,

    /** {@code [length, lines]}: the lines are columns. */
    COLUMNS,

    /**
     * {@code [lines, blocks, bytes of a block]}, the last block of each line filled up with codes of zero.
     *
     * <p>Source: operator {@code com.microsoft.MatMulNBits}-1, input B.
     */
    BLOCKS;

    int rows(Lines lines) {
        return this == COLUMNS ? lines.length() : lines.count();
    }

    int rowLength(Lines lines, BlockScheme scheme) {
        return switch (this) {
            case LINES -> lines.length();
            case COLUMNS -> lines.count();
            case BLOCKS -> Math.multiplyExact(scheme.blocks(lines.length()), scheme.size());
        };
    }
}
