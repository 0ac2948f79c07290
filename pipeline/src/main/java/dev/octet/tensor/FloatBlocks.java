package dev.octet.tensor;

import java.nio.ByteBuffer;

/**
 * Reads numeric elements as binary32, stretch by stretch, into arrays that loops can work on quickly.
 *
 * <p>This is the way to look at tensors of any size, mapped or not, without holding a second copy of them.
 */
public final class FloatBlocks {
    /** Elements of a full block: small enough for a core's first cache, a multiple of 8 so that packed types align. */
    public static final int SIZE = 4096;

    private FloatBlocks() {}

    /** Receives the elements of a tensor block by block, in order. */
    @FunctionalInterface
    public interface Visitor {
        /**
         * Looks at one block.
         *
         * @param block elements 0 to {@code count - 1} are the block; the array is reused for the next one
         * @param count elements in this block; {@link #SIZE} in all but the last
         * @param start index in the tensor of the block's first element
         */
        void visit(float[] block, int count, long start);
    }

    /**
     * Visits all elements of a tensor in row-major order.
     *
     * @throws IllegalArgumentException if {@link #reads} does not hold for its type
     */
    public static void forEach(Tensor tensor, Visitor visitor) {
        float[] block = new float[(int) Math.min(SIZE, tensor.elementCount())];
        int elementBytes = tensor.type().bits() / 8;
        for (long start = 0; start < tensor.elementCount(); start += SIZE) {
            int count = (int) Math.min(SIZE, tensor.elementCount() - start);
            read(tensor.type(), tensor.data().slice(start * elementBytes, count * elementBytes), 0, block, count);
            visitor.visit(block, count, start);
        }
    }

    /** Whether elements of a type can be read as binary32: floating types and integers of a byte or more. */
    public static boolean reads(ElementType type) {
        return type.isFloating() || (type.isInteger() && type.bits() >= 8);
    }

    /**
     * Reads {@code count} elements into the beginning of {@code block}; wider types are rounded to nearest.
     *
     * @param bytes little-endian raw elements, indexed from 0 whatever the buffer's position
     * @param from index of the first element to read
     * @throws IllegalArgumentException if {@link #reads} does not hold for the type
     */
    public static void read(ElementType type, ByteBuffer bytes, int from, float[] block, int count) {
        switch (type) {
            case FLOAT ->
                bytes.slice(4 * from, 4 * count)
                        .order(bytes.order())
                        .asFloatBuffer()
                        .get(block, 0, count);
            case DOUBLE -> fill(block, count, i -> (float) bytes.getDouble(8 * (from + i)));
            case FLOAT16 -> fill(block, count, i -> HalfFloats.fromHalf(bytes.getShort(2 * (from + i))));
            case BFLOAT16 -> fill(block, count, i -> HalfFloats.fromBrain(bytes.getShort(2 * (from + i))));
            default -> readIntegers(type, bytes, from, block, count);
        }
    }

    private static void readIntegers(ElementType type, ByteBuffer bytes, int from, float[] block, int count) {
        switch (type) {
            case INT8 -> fill(block, count, i -> bytes.get(from + i));
            case UINT8 -> fill(block, count, i -> Byte.toUnsignedInt(bytes.get(from + i)));
            case INT16 -> fill(block, count, i -> bytes.getShort(2 * (from + i)));
            case UINT16 -> fill(block, count, i -> Short.toUnsignedInt(bytes.getShort(2 * (from + i))));
            case INT32 -> fill(block, count, i -> (float) bytes.getInt(4 * (from + i)));
            case UINT32 -> fill(block, count, i -> (float) Integer.toUnsignedLong(bytes.getInt(4 * (from + i))));
            case INT64 -> fill(block, count, i -> (float) bytes.getLong(8 * (from + i)));
            case UINT64 -> fill(block, count, i -> unsigned(bytes.getLong(8 * (from + i))));
            default ->
                throw new IllegalArgumentException(
                        "Expected a floating-point or integer type of a byte or more, got " + type.onnxName());
        }
    }

    /** Above 2^63 the halved value, with its lowest bit kept sticky, rounds as the whole one would. */
    private static float unsigned(long bits) {
        return bits >= 0 ? (float) bits : 2 * (float) ((bits >>> 1) | (bits & 1));
    }

    private interface FloatAt {
        float at(int index);
    }

    private static void fill(float[] block, int count, FloatAt source) {
        for (int i = 0; i < count; i++) {
            block[i] = source.at(i);
        }
    }
}
