package dev.octet.prepare.kernel;

import dev.octet.tensor.Shape;
import dev.octet.tensor.Tensor;

/** Adds zeros to tensors. */
final class Zeros {
    private Zeros() {}

    /** A float tensor with zeros behind its elements along an axis, up to a size. */
    static Tensor behind(Tensor tensor, int axis, long size) {
        Shape shape = tensor.shape();
        long[] dimensions = shape.dimensions();
        dimensions[axis] = size;
        int block = Math.toIntExact(shape.elementCount(axis, shape.rank()));
        int wideBlock = Math.toIntExact(block / shape.dimension(axis) * size);
        float[] elements = tensor.toFloats();
        float[] wide = new float[elements.length / block * wideBlock];
        for (int i = 0; i < elements.length / block; i++) {
            System.arraycopy(elements, i * block, wide, i * wideBlock, block);
        }
        return Tensor.ofFloats(Shape.of(dimensions), wide);
    }
}
