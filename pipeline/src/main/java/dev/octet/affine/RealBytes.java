package dev.octet.affine;

import dev.octet.tensor.ElementType;
import dev.octet.tensor.HalfFloats;
import dev.octet.tensor.TensorDataWriter;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Writes real values in the floating-point types that DequantizeLinear can give. */
enum RealBytes {
    FLOAT(4) {
        @Override
        void fill(float[] values, int count, ByteBuffer bytes) {
            bytes.asFloatBuffer().put(values, 0, count);
        }
    },
    FLOAT16(2) {
        @Override
        void fill(float[] values, int count, ByteBuffer bytes) {
            for (int i = 0; i < count; i++) {
                bytes.putShort(2 * i, HalfFloats.toHalf(values[i]));
            }
        }
    },
    BFLOAT16(2) {
        @Override
        void fill(float[] values, int count, ByteBuffer bytes) {
            for (int i = 0; i < count; i++) {
                bytes.putShort(2 * i, HalfFloats.toBrain(values[i]));
            }
        }
    };

    private final int elementBytes;

    RealBytes(int elementBytes) {
        this.elementBytes = elementBytes;
    }

    static RealBytes of(ElementType type) {
        return switch (type) {
            case FLOAT -> FLOAT;
            case FLOAT16 -> FLOAT16;
            case BFLOAT16 -> BFLOAT16;
            default ->
                throw new IllegalArgumentException("Expected float, float16 or bfloat16, got " + type.onnxName());
        };
    }

    abstract void fill(float[] values, int count, ByteBuffer bytes);

    void append(float[] values, int count, TensorDataWriter writer) {
        byte[] bytes = new byte[count * elementBytes];
        fill(values, count, ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN));
        writer.put(bytes, bytes.length);
    }
}
