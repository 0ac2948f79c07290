package dev.octet.affine.block;

import dev.octet.affine.Symmetry;

/**
 * The map of a block with the least sum of squared errors, each times how much an error there costs.
 *
 * <p>Tries scales from 1.05 to 0.6 of the one that spans all values, and with each the zero point that spans them and
 * its two neighbors.
 */
final class WeightedRange {
    private static final double WIDEST = 1.05;
    private static final double STEP = 0.0125;
    private static final int STEPS = 37;

    private WeightedRange() {}

    static BlockMap fit(double[] values, double[] costs, int from, int end, BlockScheme scheme) {
        double min = 0;
        double max = 0;
        for (int i = from; i < end; i++) {
            min = Math.min(min, values[i]);
            max = Math.max(max, values[i]);
        }
        BlockMap whole = BlockMap.of((float) min, (float) max, scheme);
        BlockMap best = whole;
        double least = error(whole, values, costs, from, end, scheme);
        int reach = scheme.symmetry() == Symmetry.SYMMETRIC ? 0 : 1;
        for (int step = 0; step < STEPS; step++) {
            float scale = (float) (whole.scale() * (WIDEST - STEP * step));
            int middle = reach == 0 ? scheme.middle() : zeroPoint(min, scale, scheme);
            for (int zeroPoint = middle - reach; zeroPoint <= middle + reach; zeroPoint++) {
                if (zeroPoint >= scheme.lowest() && zeroPoint <= scheme.highest()) {
                    BlockMap map = new BlockMap(scale, zeroPoint);
                    double error = error(map, values, costs, from, end, scheme);
                    if (error < least) {
                        least = error;
                        best = map;
                    }
                }
            }
        }
        return best;
    }

    private static int zeroPoint(double min, float scale, BlockScheme scheme) {
        return BlockMap.code((float) -min, scale, scheme.lowest(), scheme.lowest(), scheme.highest());
    }

    private static double error(BlockMap map, double[] values, double[] costs, int from, int end, BlockScheme scheme) {
        double sum = 0;
        for (int i = from; i < end; i++) {
            double error = values[i] - map.real(map.code((float) values[i], scheme));
            sum += costs[i] * error * error;
        }
        return sum;
    }
}
