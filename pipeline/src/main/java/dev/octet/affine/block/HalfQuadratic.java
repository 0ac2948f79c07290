package dev.octet.affine.block;

/** The solver of {@link BlockMethod#HQQ}. */
final class HalfQuadratic {
    private static final int STEPS = 20;
    private static final double NORM = 0.7;
    private static final double FIRST_BETA = 10;
    private static final double BETA_GROWTH = 1.01;

    private HalfQuadratic() {}

    /** The same scale with a better zero point, or the same map. */
    static BlockMap improve(BlockMap start, float[] values, int from, int count, BlockScheme scheme) {
        double zeroPoint = start.zeroPoint();
        double beta = FIRST_BETA;
        double before = Double.MAX_VALUE;
        for (int step = 0; step < STEPS; step++) {
            double error = 0;
            double sum = 0;
            for (int i = from; i < from + count; i++) {
                double code = code(values[i] / (double) start.scale() + zeroPoint, scheme);
                double difference = values[i] - start.scale() * (code - zeroPoint);
                error += Math.abs(difference);
                sum += code - (values[i] - shrunk(difference, beta)) / start.scale();
            }
            if (error >= before) {
                break;
            }
            before = error;
            zeroPoint = sum / count;
            beta *= BETA_GROWTH;
        }
        BlockMap found = new BlockMap(start.scale(), (int) code(zeroPoint, scheme));
        boolean better =
                found.squaredError(values, from, count, scheme) < start.squaredError(values, from, count, scheme);
        return better ? found : start;
    }

    private static double code(double exact, BlockScheme scheme) {
        return Math.max(scheme.lowest(), Math.min(scheme.highest(), Math.rint(exact)));
    }

    /** The part of an error that the norm below 1 lets stand: the proximal operator, generalized soft-thresholding. */
    private static double shrunk(double difference, double beta) {
        double size = Math.abs(difference);
        return size == 0 ? 0 : Math.signum(difference) * Math.max(0, size - Math.pow(size, NORM - 1) / beta);
    }
}
