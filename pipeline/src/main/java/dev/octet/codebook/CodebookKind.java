package dev.octet.codebook;

/** How the values of a codebook are chosen. */
public enum CodebookKind {
    /** The values of least squared error: the means of the best partition. See {@link KMeans}. */
    KMEANS {
        @Override
        Codebook of(Distribution distribution, int size) {
            return KMeans.of(distribution, size);
        }
    },

    /** Zero and powers of a constant ratio, of both signs. See {@link LogarithmicSteps}. */
    LOGARITHMIC {
        @Override
        Codebook of(Distribution distribution, int size) {
            return LogarithmicSteps.of(distribution, size);
        }
    };

    /** A codebook of at most {@code size} values for values that are distributed so. */
    abstract Codebook of(Distribution distribution, int size);
}
