package dev.octet.dynamic;

import dev.octet.affine.PerChannel;
import dev.octet.affine.Scheme;
import dev.octet.affine.TensorQuantizer;
import dev.octet.affine.WeightRanges;
import dev.octet.rewrite.Condition;
import dev.octet.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * How well int8 holds the weight of a product, by which products that it would harm stay float.
 *
 * <p>Columns of normally distributed weights keep about 42 dB of signal to noise. Where few rows are far larger than
 * the rest, they set the steps of every column, and each error of the value's codes is multiplied by them too: both
 * errors come from the same rows, so the weight tells of the product's without any data. A weight that keeps one bit (6
 * dB) less than normal ones is left float.
 */
final class WeightNoise {
    /** In decibels: 42, less one bit. */
    static final double LEAST = 36;

    private final Set<String> smoothed;

    /** @param smoothed results of products whose large rows do no harm, since they meet small channels */
    WeightNoise(Set<String> smoothed) {
        this.smoothed = Set.copyOf(smoothed);
    }

    /**
     * Conditions, and one that holds where int8 does the second factor of a MatMul or Gemm no harm; to be asked after
     * it is known to be a matrix.
     */
    List<Condition<WeightedNode>> last(List<Condition<WeightedNode>> conditions) {
        List<Condition<WeightedNode>> all = new ArrayList<>(conditions);
        all.add(new Condition<>("int8 keeps the weight at 36 dB or better", this::isHarmless));
        return List.copyOf(all);
    }

    private boolean isHarmless(WeightedNode found) {
        return smoothed.contains(found.node().output())
                || decibels(found.node().inputs().get(1), found.weight(), 1 - found.sumAxis()) >= LEAST;
    }

    /**
     * Signal to noise of a matrix in int8, one scale a slice along the axis. With all codes from -127 to 127, whatever
     * the target allows: what counts is how the weight compares with others.
     */
    static double decibels(String name, Tensor weight, int axis) {
        PerChannel channels = PerChannel.of(axis, WeightRanges.perChannel(name, weight, axis), Scheme.INT8_WEIGHT);
        float[] exact = weight.toFloats();
        float[] rounded = TensorQuantizer.dequantize(TensorQuantizer.quantize(name, weight, channels), channels)
                .toFloats();
        double signal = 0;
        double noise = 0;
        for (int i = 0; i < exact.length; i++) {
            double error = (double) exact[i] - rounded[i];
            signal += (double) exact[i] * exact[i];
            noise += error * error;
        }
        return noise == 0 ? Double.POSITIVE_INFINITY : 10 * Math.log10(signal / noise);
    }
}
