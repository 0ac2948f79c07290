package dev.octet.float16;

import java.util.Set;

/**
 * What is not converted to float16.
 *
 * @param keptOperators operators that stay float32, by name; those that have no float16 form do so anyway
 * @param keptNodes names of nodes that stay float32
 */
public record Float16Settings(Set<String> keptOperators, Set<String> keptNodes) {
    /**
     * Operators that lose more in float16 than they save, or that runtimes compute in float32 alone.
     *
     * <p>Sources: the lists of onnxconverter-common 1.16, {@code float16.DEFAULT_OP_BLOCK_LIST}, and of
     * {@code onnxruntime.transformers.float16}, 1.29: Resize, Upsample, RoiAlign, TopK, CumSum, Min, Max. Squares and
     * sums of them are added, since a value of 256 has a square that overflows.
     */
    public static final Set<String> KEPT_OPERATORS = Set.of(
            "Resize",
            "Upsample",
            "RoiAlign",
            "TopK",
            "CumSum",
            "Min",
            "Max",
            "Pow",
            "ReduceL2",
            "ReduceSumSquare",
            "ReduceLogSumExp",
            "ReduceProd");

    /** Copies the sets. */
    public Float16Settings {
        keptOperators = Set.copyOf(keptOperators);
        keptNodes = Set.copyOf(keptNodes);
    }

    /** {@link #KEPT_OPERATORS}, and no nodes by name. */
    public static Float16Settings defaults() {
        return new Float16Settings(KEPT_OPERATORS, Set.of());
    }

    /** These settings with other operators kept. */
    public Float16Settings withKeptOperators(Set<String> operators) {
        return new Float16Settings(operators, keptNodes);
    }

    /** These settings with other nodes kept. */
    public Float16Settings withKeptNodes(Set<String> names) {
        return new Float16Settings(keptOperators, names);
    }
}
