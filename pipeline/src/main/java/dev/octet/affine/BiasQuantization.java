package dev.octet.affine;

import dev.octet.error.OctetException;
import dev.octet.tensor.Shape;
import dev.octet.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;

/**
 * A bias as int32 codes with {@code scale = inputScale * weightScale}, the form whose addition to the products of codes
 * needs no conversion.
 *
 * <p>Where the product is so small that a bias would leave int32, or would be subnormal, the weight's scale is
 * enlarged: {@code inputScale * weightScale[c] >= |bias[c]| * (1 + 2^-10) / (2^31 - 1)}. The weight has to be quantized
 * with {@link #weight()} then. ONNX Runtime leaves a Conv float if the scale of its bias is off by more than 1 %; here
 * it is the product, rounded once.
 *
 * @param codes int32, in the bias's shape
 * @param quantization the bias's scales, zero point 0; per channel on axis 0 if the weight is per channel
 * @param weight the weight's parameters: those that were given, with a scale enlarged where needed
 * @param enlargement the largest factor by which a weight's scale grew; 1 if none did. At 2 the weight loses a bit
 */
public record BiasQuantization(Tensor codes, Quantization quantization, Quantization weight, double enlargement) {
    /** Keeps a code from reaching the end of int32 when scales are rounded. */
    private static final double MARGIN = 1 + 0x1p-10;

    private static final double LARGEST_CODE = Integer.MAX_VALUE;

    /**
     * Quantizes a bias.
     *
     * @param name what errors call the bias
     * @param bias floating; {@code [channels]} if the weight is per channel, else of any shape
     * @param input the map of the activation that the weight is multiplied with
     * @param weight the weight's parameters
     * @throws OctetException if an element is NaN or infinite, or if no finite weight scale could hold the bias
     * @throws IllegalArgumentException if the bias is not floating or has another number of channels than the weight
     */
    public static BiasQuantization of(String name, Tensor bias, Affine input, Quantization weight) {
        boolean perChannel = weight instanceof PerChannel;
        List<Affine> affines = ChannelLayout.affines(weight);
        if (perChannel && !bias.shape().equals(Shape.of(affines.size()))) {
            throw new IllegalArgumentException(
                    "Bias '%s': expected shape [%d], got %s".formatted(name, affines.size(), bias));
        }
        List<Range> ranges =
                perChannel ? WeightRanges.perChannel(name, bias, 0) : List.of(WeightRanges.perTensor(name, bias));
        float[] weightScales = new float[affines.size()];
        List<Affine> biasAffines = new ArrayList<>();
        double enlargement = 1;
        for (int channel = 0; channel < weightScales.length; channel++) {
            float given = affines.get(channel).scale();
            float needed = enlarged(name, ranges.get(channel).magnitude(), input.scale(), given);
            weightScales[channel] = needed;
            enlargement = Math.max(enlargement, (double) needed / given);
            biasAffines.add(biasAffine(input.scale(), needed));
        }
        Quantization quantization = perChannel ? new PerChannel(0, biasAffines) : new PerTensor(biasAffines.get(0));
        return new BiasQuantization(
                TensorQuantizer.quantize(name, bias, quantization),
                quantization,
                enlargement == 1 ? weight : weight.withScales(weightScales),
                enlargement);
    }

    /** Whether the weight needs other codes than it would have had without this bias. */
    public boolean enlarged() {
        return enlargement > 1;
    }

    private static float enlarged(String name, float magnitude, float inputScale, float weightScale) {
        double smallest = Math.max(magnitude * MARGIN / LARGEST_CODE, Float.MIN_NORMAL * MARGIN);
        if ((double) inputScale * weightScale >= smallest) {
            return weightScale;
        }
        double needed = smallest / inputScale;
        if (needed > Float.MAX_VALUE) {
            throw OctetException.invalidModel(
                    "Bias '%s': expected values that int32 can hold with an input scale of %s, got %s. Exclude the node that adds it."
                            .formatted(name, inputScale, magnitude));
        }
        return (float) needed;
    }

    private static Affine biasAffine(float inputScale, float weightScale) {
        Scheme scheme = Scheme.INT32_BIAS;
        return new Affine(scheme.type(), inputScale * weightScale, 0, scheme.lowest(), scheme.highest());
    }
}
