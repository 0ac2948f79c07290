package dev.octet.dynamic;

import dev.octet.affine.PerChannel;
import dev.octet.affine.Scheme;
import dev.octet.affine.TensorQuantizer;
import dev.octet.affine.WeightRanges;
import dev.octet.graph.Node;
import dev.octet.rewrite.Condition;
import dev.octet.tensor.Tensor;

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

    private WeightNoise() {}

    /** Holds where int8 does the second factor of a MatMul or Gemm no harm; to be asked after it is known a matrix. */
    static Condition<WeightedNode> condition() {
        return new Condition<>("int8 keeps the weight at 36 dB or better", found -> decibels(found) >= LEAST);
    }

    private static double decibels(WeightedNode found) {
        Node node = found.node();
        int axis = node.is("Gemm") && node.intAttribute("transB", 0) == 1 ? 0 : 1;
        return decibels(node.inputs().get(1), found.weight(), axis);
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
