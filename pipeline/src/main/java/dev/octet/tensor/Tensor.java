package dev.octet.tensor;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/**
 * An immutable tensor: element type, shape and data.
 *
 * @param type the element type
 * @param shape the dimensions
 * @param data the elements in row-major order; exactly as many bytes as type and shape need
 */
public record Tensor(ElementType type, Shape shape, TensorData data) {
    /**
     * Checks that the data fits type and shape.
     *
     * @throws IllegalArgumentException if it does not
     */
    public Tensor {
        if (type == ElementType.STRING) {
            if (!(data instanceof StringData strings) || strings.elements().size() != shape.elementCount()) {
                throw new IllegalArgumentException("Expected " + shape.elementCount() + " strings for shape " + shape);
            }
        } else if (data.byteSize() != type.byteSize(shape.elementCount())) {
            throw new IllegalArgumentException("Expected %d bytes for %s%s, got %d"
                    .formatted(type.byteSize(shape.elementCount()), type.onnxName(), shape, data.byteSize()));
        }
    }

    /** A float tensor of the given elements. */
    public static Tensor ofFloats(Shape shape, float... elements) {
        ByteBuffer bytes = allocate(elements.length, Float.BYTES);
        bytes.asFloatBuffer().put(elements);
        return new Tensor(ElementType.FLOAT, shape, TensorData.ofBuffer(bytes));
    }

    /** An int64 tensor of the given elements. */
    public static Tensor ofLongs(Shape shape, long... elements) {
        ByteBuffer bytes = allocate(elements.length, Long.BYTES);
        bytes.asLongBuffer().put(elements);
        return new Tensor(ElementType.INT64, shape, TensorData.ofBuffer(bytes));
    }

    /** An int32 tensor of the given elements. */
    public static Tensor ofInts(Shape shape, int... elements) {
        ByteBuffer bytes = allocate(elements.length, Integer.BYTES);
        bytes.asIntBuffer().put(elements);
        return new Tensor(ElementType.INT32, shape, TensorData.ofBuffer(bytes));
    }

    /** A tensor of a type of one or fewer bytes an element, from its raw bytes. The array is not copied. */
    public static Tensor ofBytes(ElementType type, Shape shape, byte... raw) {
        return new Tensor(type, shape, TensorData.ofBytes(raw));
    }

    /** A string tensor; each element is the bytes of one string. */
    public static Tensor ofStrings(Shape shape, List<ByteBuffer> elements) {
        return new Tensor(ElementType.STRING, shape, new StringData(elements));
    }

    /** A float scalar. */
    public static Tensor scalar(float value) {
        return ofFloats(Shape.SCALAR, value);
    }

    /** An int64 vector. */
    public static Tensor vector(long... elements) {
        return ofLongs(Shape.of(elements.length), elements);
    }

    /** A float vector. */
    public static Tensor vector(float... elements) {
        return ofFloats(Shape.of(elements.length), elements);
    }

    /** Number of elements. */
    public long elementCount() {
        return shape.elementCount();
    }

    /** The same elements under another shape. */
    public Tensor reshaped(Shape other) {
        return new Tensor(type, other, data);
    }

    /**
     * The elements as binary32; binary64 is rounded to nearest.
     *
     * @throws IllegalArgumentException if the type is not floating
     */
    public float[] toFloats() {
        return Elements.toFloats(this);
    }

    /**
     * The elements as 64-bit integers; bool as 0 or 1, uint64 above 2^63-1 as its two's complement.
     *
     * @throws IllegalArgumentException if the type is neither integer nor bool
     */
    public long[] toLongs() {
        return Elements.toLongs(this);
    }

    /**
     * The elements of a string tensor, each as read-only bytes.
     *
     * @throws IllegalArgumentException if the type is not string
     */
    public List<ByteBuffer> strings() {
        if (data instanceof StringData strings) {
            return strings.elements().stream().map(ByteBuffer::duplicate).toList();
        }
        throw new IllegalArgumentException("Expected a string tensor, got " + this);
    }

    /** Type and shape, as {@code float[2,3]}; never the elements. */
    @Override
    public String toString() {
        return type.onnxName() + shape;
    }

    private static ByteBuffer allocate(int count, int elementBytes) {
        return ByteBuffer.allocate(Math.multiplyExact(count, elementBytes)).order(ByteOrder.LITTLE_ENDIAN);
    }
}
