package dev.octet.prepare.opset;

import dev.octet.tensor.ElementType;
import dev.octet.tensor.HalfFloats;
import dev.octet.tensor.Shape;
import dev.octet.tensor.Tensor;
import dev.octet.tensor.TensorData;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Scalar tensors of the types that an operator with a float attribute takes. */
final class Scalars {
    private Scalars() {}

    /**
     * A number as a scalar of a floating-point type; beyond binary16 it becomes infinite.
     *
     * @throws IllegalArgumentException if the type is not binary16, binary32 or binary64
     */
    static Tensor of(ElementType type, float value) {
        return switch (type) {
            case FLOAT -> Tensor.scalar(value);
            case FLOAT16 -> scalar(type, buffer(Short.BYTES).putShort(0, HalfFloats.toHalf(value)));
            case DOUBLE -> scalar(type, buffer(Double.BYTES).putDouble(0, value));
            default -> throw new IllegalArgumentException("Expected a floating-point type, got " + type.onnxName());
        };
    }

    /** Whether {@link #of} makes scalars of a type. */
    static boolean supports(ElementType type) {
        return type == ElementType.FLOAT || type == ElementType.FLOAT16 || type == ElementType.DOUBLE;
    }

    private static Tensor scalar(ElementType type, ByteBuffer bytes) {
        return new Tensor(type, Shape.SCALAR, TensorData.ofBuffer(bytes));
    }

    private static ByteBuffer buffer(int size) {
        return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    }
}
