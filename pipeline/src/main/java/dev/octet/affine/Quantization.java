package dev.octet.affine;

import dev.octet.tensor.ElementType;
import dev.octet.tensor.Tensor;

/** The parameters of one quantized tensor. */
public sealed interface Quantization permits PerTensor, PerChannel {
    /** The type of the codes. */
    QuantizedType type();

    /** The input {@code y_scale} or {@code x_scale} of the operators, as float. */
    default Tensor scaleTensor() {
        return scaleTensor(ElementType.FLOAT);
    }

    /**
     * The input {@code y_scale} or {@code x_scale} of the operators.
     *
     * @param scaleType float, float16 or bfloat16
     * @throws IllegalArgumentException if that type cannot hold a scale exactly
     */
    Tensor scaleTensor(ElementType scaleType);

    /** The input {@code y_zero_point} or {@code x_zero_point} of the operators, packed; of the type of the codes. */
    Tensor zeroPointTensor();

    /** The same maps with other scales: one per channel, or a single one. */
    Quantization withScales(float... scales);
}
