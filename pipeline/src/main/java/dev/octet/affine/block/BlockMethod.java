package dev.octet.affine.block;

import dev.octet.affine.Symmetry;

/** How the map of a block is found from its values. */
public enum BlockMethod {
    /** The codes span the smallest and the largest value, and zero. */
    MIN_MAX {
        @Override
        BlockMap fit(float[] values, int from, int count, BlockScheme scheme) {
            float min = 0;
            float max = 0;
            for (int i = from; i < from + count; i++) {
                min = Math.min(min, values[i]);
                max = Math.max(max, values[i]);
            }
            return BlockMap.of(min, max, scheme);
        }
    },

    /**
     * Of the range of {@link #MIN_MAX} and 39 that are smaller by 1.25 % each, the one with the smallest sum of squared
     * errors; of equals the widest. Clipping pays where few values are far out, and in a block of 32 it seldom pays by
     * more than half.
     */
    MSE {
        @Override
        BlockMap fit(float[] values, int from, int count, BlockScheme scheme) {
            BlockMap widest = MIN_MAX.fit(values, from, count, scheme);
            BlockMap best = widest;
            double smallest = widest.squaredError(values, from, count, scheme);
            for (int candidate = 1; candidate < 40; candidate++) {
                BlockMap map = new BlockMap(widest.scale() * (1 - 0.0125f * candidate), widest.zeroPoint());
                double error = map.squaredError(values, from, count, scheme);
                if (error < smallest) {
                    smallest = error;
                    best = map;
                }
            }
            return best;
        }
    },

    /**
     * Half-quadratic quantization: the zero point that makes the error sparse, with the scale of {@link #MIN_MAX}.
     *
     * <p>Source: Badri and Shaji, "Half-Quadratic Quantization of Large Machine Learning Models" (2023), with its own
     * constants: norm 0.7, beta 10 that grows by 1 % a step, 20 steps. ONNX keeps zero points as codes, so the result
     * is rounded to one, and kept only if the squared error is smaller than before. A symmetric block has no zero point
     * to choose and is that of {@link #MIN_MAX}.
     */
    HQQ {
        @Override
        BlockMap fit(float[] values, int from, int count, BlockScheme scheme) {
            BlockMap start = MIN_MAX.fit(values, from, count, scheme);
            return scheme.symmetry() == Symmetry.SYMMETRIC
                    ? start
                    : HalfQuadratic.improve(start, values, from, count, scheme);
        }
    };

    /** The map of {@code count} finite values. */
    abstract BlockMap fit(float[] values, int from, int count, BlockScheme scheme);
}
