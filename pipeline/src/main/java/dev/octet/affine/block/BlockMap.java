package dev.octet.affine.block;

/**
 * The map of one block, {@code real = scale * (code - zeroPoint)}.
 *
 * @param scale finite and above 0
 * @param zeroPoint a code of the type
 */
record BlockMap(float scale, int zeroPoint) {
    /** The code of a value: to nearest, ties to the even number of steps, saturated, as QuantizeLinear-21 has it. */
    int code(float value, BlockScheme scheme) {
        return code(value, scale, zeroPoint, scheme.lowest(), scheme.highest());
    }

    static int code(float value, float scale, int zeroPoint, int lowest, int highest) {
        int code = (int) Math.rint((double) (value / scale)) + zeroPoint;
        return Math.max(lowest, Math.min(highest, code));
    }

    float real(int code) {
        return scale * (code - zeroPoint);
    }

    /** Sum of the squared errors of a block's values. */
    double squaredError(float[] values, int from, int count, BlockScheme scheme) {
        double sum = 0;
        for (int i = from; i < from + count; i++) {
            double error = values[i] - real(code(values[i], scheme));
            sum += error * error;
        }
        return sum;
    }

    /** The map that spreads all codes over a range with zero in it; scale 1 where the range has no width. */
    static BlockMap of(float min, float max, BlockScheme scheme) {
        boolean symmetric = scheme.symmetry() == dev.octet.affine.Symmetry.SYMMETRIC;
        double steps = symmetric ? scheme.highest() - scheme.middle() : scheme.highest() - scheme.lowest();
        double width = symmetric ? Math.max(-(double) min, max) : (double) max - min;
        float scale = (float) (width / steps);
        if (scale < Float.MIN_NORMAL) {
            return new BlockMap(1, scheme.middle());
        }
        int zeroPoint =
                symmetric ? scheme.middle() : code(-min, scale, scheme.lowest(), scheme.lowest(), scheme.highest());
        return new BlockMap(scale, zeroPoint);
    }
}
