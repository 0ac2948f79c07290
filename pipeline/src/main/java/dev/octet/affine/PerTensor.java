package dev.octet.affine;

import dev.octet.tensor.ElementType;
import dev.octet.tensor.Shape;
import dev.octet.tensor.Tensor;
import java.util.List;

/**
 * One map for all elements; its parameter tensors are scalars.
 *
 * @param affine the map
 */
public record PerTensor(Affine affine) implements Quantization {
    @Override
    public QuantizedType type() {
        return affine.type();
    }

    @Override
    public Tensor scaleTensor(ElementType scaleType) {
        return ParameterTensors.scales(List.of(affine), Shape.SCALAR, scaleType);
    }

    @Override
    public Tensor zeroPointTensor() {
        return ParameterTensors.zeroPoints(List.of(affine), Shape.SCALAR);
    }

    @Override
    public PerTensor withScales(float... scales) {
        if (scales.length != 1) {
            throw new IllegalArgumentException("Expected 1 scale, got " + scales.length);
        }
        return new PerTensor(affine.withScale(scales[0]));
    }
}
