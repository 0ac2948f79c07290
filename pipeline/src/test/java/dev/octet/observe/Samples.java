package dev.octet.observe;

import java.util.Random;

/** Seeded values of the kinds that activations have, and of those that break things. */
final class Samples {
    private Samples() {}

    /**
     * Values of a shape that the seed chooses: Gaussian, after a Relu, heavy-tailed, tiny, constant, odd, or a mixture.
     */
    static float[] values(long seed, int count) {
        Random random = new Random(seed);
        float scale = (float) Math.scalb(1 + random.nextDouble(), random.nextInt(40) - 20);
        float[] values = new float[count];
        int kind = (int) (seed % 7);
        for (int i = 0; i < count; i++) {
            float gaussian = (float) random.nextGaussian() * scale;
            values[i] = switch (kind) {
                case 0 -> gaussian;
                case 1 -> Math.max(0, gaussian);
                case 2 -> gaussian * gaussian * gaussian / (scale * scale);
                case 3 -> gaussian * Float.MIN_NORMAL;
                case 4 -> -scale;
                case 5 -> odd(random);
                default -> random.nextInt(50) == 0 ? odd(random) : (i % 3 - 1) * gaussian;
            };
        }
        return values;
    }

    private static float odd(Random random) {
        float[] odd = {
            0f,
            -0f,
            1f,
            -1f,
            2f,
            -2f,
            3.9999998f,
            -4f,
            Float.MIN_VALUE,
            -Float.MIN_VALUE,
            Float.MIN_NORMAL,
            Float.MAX_VALUE,
            -Float.MAX_VALUE,
            1e-30f,
            -1e-30f,
            1e30f,
            Float.NaN,
            Float.POSITIVE_INFINITY,
            Float.NEGATIVE_INFINITY
        };
        return odd[random.nextInt(odd.length)];
    }

    /** The statistics of values that are all of one sample. */
    static TensorStatistics statistics(float... values) {
        Accumulator accumulator = new Accumulator(java.util.EnumSet.allOf(StatisticKind.class));
        accumulator.observe(0, values, 0, values.length);
        return accumulator.statistics();
    }
}
