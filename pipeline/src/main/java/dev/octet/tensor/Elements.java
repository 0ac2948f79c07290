package dev.octet.tensor;

import java.nio.ByteBuffer;

/** Reads whole tensors into Java arrays. */
final class Elements {
    private Elements() {}

    static float[] toFloats(Tensor tensor) {
        float[] elements = new float[Math.toIntExact(tensor.elementCount())];
        ByteBuffer bytes = tensor.data().buffer();
        switch (tensor.type()) {
            case FLOAT -> bytes.asFloatBuffer().get(elements);
            case DOUBLE -> fill(elements, i -> (float) bytes.getDouble(8 * i));
            case FLOAT16 -> fill(elements, i -> HalfFloats.fromHalf(bytes.getShort(2 * i)));
            case BFLOAT16 -> fill(elements, i -> HalfFloats.fromBrain(bytes.getShort(2 * i)));
            default -> throw new IllegalArgumentException("Expected a floating-point tensor, got " + tensor);
        }
        return elements;
    }

    static long[] toLongs(Tensor tensor) {
        long[] elements = new long[Math.toIntExact(tensor.elementCount())];
        ByteBuffer bytes = tensor.data().buffer();
        switch (tensor.type()) {
            case INT64, UINT64 -> bytes.asLongBuffer().get(elements);
            case INT32 -> fill(elements, i -> bytes.getInt(4 * i));
            case UINT32 -> fill(elements, i -> Integer.toUnsignedLong(bytes.getInt(4 * i)));
            case INT16 -> fill(elements, i -> bytes.getShort(2 * i));
            case UINT16 -> fill(elements, i -> Short.toUnsignedLong(bytes.getShort(2 * i)));
            case INT8 -> fill(elements, bytes::get);
            case UINT8, BOOL -> fill(elements, i -> Byte.toUnsignedLong(bytes.get(i)));
            case INT4 -> fill(elements, i -> (packed(bytes, i, 4) << 60) >> 60);
            case UINT4 -> fill(elements, i -> packed(bytes, i, 4));
            case INT2 -> fill(elements, i -> (packed(bytes, i, 2) << 62) >> 62);
            case UINT2 -> fill(elements, i -> packed(bytes, i, 2));
            default -> throw new IllegalArgumentException("Expected an integer tensor, got " + tensor);
        }
        return elements;
    }

    /**
     * Element {@code index} of a packed type; the first element of a byte lies in its low bits (ONNX IR, TensorProto).
     */
    private static long packed(ByteBuffer bytes, int index, int bits) {
        int perByte = 8 / bits;
        int shift = (index % perByte) * bits;
        return (bytes.get(index / perByte) >> shift) & ((1 << bits) - 1);
    }

    private interface FloatAt {
        float at(int index);
    }

    private interface LongAt {
        long at(int index);
    }

    private static void fill(float[] elements, FloatAt source) {
        for (int i = 0; i < elements.length; i++) {
            elements[i] = source.at(i);
        }
    }

    private static void fill(long[] elements, LongAt source) {
        for (int i = 0; i < elements.length; i++) {
            elements[i] = source.at(i);
        }
    }
}
