package dev.octet.prepare.fold;

import dev.octet.tensor.ElementType;
import dev.octet.tensor.HalfFloats;
import dev.octet.tensor.Shape;
import dev.octet.tensor.Tensor;
import dev.octet.tensor.TensorData;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/** The elements of a floating-point tensor as binary64, so that arithmetic on them rounds only once, at its end. */
final class Reals {
    /** Elements above which a Java array cannot hold a tensor. */
    private static final long LIMIT = Integer.MAX_VALUE / Double.BYTES;

    private final Shape shape;
    private final double[] values;

    private Reals(Shape shape, double[] values) {
        this.shape = shape;
        this.values = values;
    }

    /** Whether {@link #of} can read a tensor. */
    static boolean canRead(Tensor tensor) {
        return tensor.type().isFloating() && tensor.elementCount() <= LIMIT;
    }

    /** The elements of a floating-point tensor. */
    static Reals of(Tensor tensor) {
        return new Reals(tensor.shape(), read(tensor));
    }

    /** A vector, each element from its index. */
    static Reals vector(int length, IntToDoubleFunction element) {
        return new Reals(
                Shape.of(length),
                IntStream.range(0, length).mapToDouble(element).toArray());
    }

    private static double[] read(Tensor tensor) {
        if (tensor.type() == ElementType.DOUBLE) {
            double[] values = new double[Math.toIntExact(tensor.elementCount())];
            tensor.data().buffer().asDoubleBuffer().get(values);
            return values;
        }
        float[] floats = tensor.toFloats();
        return IntStream.range(0, floats.length).mapToDouble(i -> floats[i]).toArray();
    }

    Shape shape() {
        return shape;
    }

    int size() {
        return values.length;
    }

    double at(int index) {
        return values[index];
    }

    /** The same elements under another shape. */
    Reals reshaped(Shape other) {
        return new Reals(other, values);
    }

    /** Each element changed, given its value and its index in row-major order. */
    Reals map(IndexedChange change) {
        double[] changed = new double[values.length];
        for (int i = 0; i < changed.length; i++) {
            changed[i] = change.apply(values[i], i);
        }
        return new Reals(shape, changed);
    }

    /** Each element times the factor of its position on one axis. */
    Reals timesAlong(int axis, Reals factors) {
        int inner = Math.toIntExact(shape.elementCount(axis + 1, shape.rank()));
        int length = Math.toIntExact(shape.dimension(axis));
        return map((value, index) -> value * factors.at(index / inner % length));
    }

    /** Rounds to a floating-point type. */
    Tensor toTensor(ElementType type) {
        int bytes = Math.toIntExact(type.byteSize(values.length));
        ByteBuffer buffer = ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
        for (double value : values) {
            switch (type) {
                case FLOAT -> buffer.putFloat((float) value);
                case DOUBLE -> buffer.putDouble(value);
                case FLOAT16 -> buffer.putShort(HalfFloats.toHalf((float) value));
                case BFLOAT16 -> buffer.putShort(HalfFloats.toBrain((float) value));
                default -> throw new IllegalArgumentException("Expected a floating-point type, got " + type);
            }
        }
        return new Tensor(type, shape, TensorData.ofBuffer(buffer.flip()));
    }

    /** Whether no element is NaN or infinite after rounding to a type. */
    boolean fit(ElementType type) {
        return Arrays.stream(read(toTensor(type))).allMatch(Double::isFinite);
    }

    /** A new element from an old one and its index. */
    @FunctionalInterface
    interface IndexedChange {
        double apply(double value, int index);
    }
}
