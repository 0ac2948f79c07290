package dev.octet.affine;

import dev.octet.tensor.ElementType;
import dev.octet.tensor.Shape;
import dev.octet.tensor.Tensor;
import dev.octet.tensor.TensorDataWriter;
import java.util.List;

/** Turns maps into the parameter tensors of QuantizeLinear and DequantizeLinear. */
final class ParameterTensors {
    private ParameterTensors() {}

    static Tensor scales(List<Affine> affines, Shape shape, ElementType type) {
        float[] scales = new float[affines.size()];
        for (int i = 0; i < scales.length; i++) {
            scales[i] = affines.get(i).scale();
        }
        TensorDataWriter writer = new TensorDataWriter(type.byteSize(scales.length));
        RealBytes.of(type).append(scales, scales.length, writer);
        Tensor tensor = new Tensor(type, shape, writer.finish());
        float[] stored = tensor.toFloats();
        for (int i = 0; i < scales.length; i++) {
            if (stored[i] != scales[i]) {
                throw new IllegalArgumentException(
                        "Expected a scale that %s holds exactly, got %s; derive it with Affine.of(range, scheme, %s)"
                                .formatted(type.onnxName(), scales[i], type));
            }
        }
        return tensor;
    }

    static Tensor zeroPoints(List<Affine> affines, Shape shape) {
        ElementType type = affines.get(0).type().elementType();
        int[] zeroPoints =
                affines.stream().mapToInt(affine -> (int) affine.zeroPoint()).toArray();
        TensorDataWriter writer = new TensorDataWriter(type.byteSize(zeroPoints.length));
        Packing.append(zeroPoints, zeroPoints.length, type.bits(), writer);
        return new Tensor(type, shape, writer.finish());
    }
}
