package dev.octet.body;

import dev.octet.error.OctetException;
import dev.octet.tensor.Shape;
import dev.octet.tensor.Tensor;
import dev.octet.tensor.TensorData;
import java.nio.ByteBuffer;
import java.util.stream.LongStream;

/** Slices of tensors along one axis. */
final class Slices {
    private Slices() {}

    /**
     * The elements at one index of an axis, without that axis.
     *
     * @throws OctetException of kind INVALID_MODEL for elements that do not take whole bytes
     */
    static Tensor at(Tensor tensor, int axis, long index) {
        Shape shape = tensor.shape();
        Shape rest = Shape.of(LongStream.range(0, shape.rank())
                .filter(other -> other != axis)
                .map(other -> shape.dimension((int) other))
                .toArray());
        if (tensor.type().byteSize(1) * tensor.elementCount() != tensor.data().byteSize()) {
            throw OctetException.invalidModel("Expected elements of whole bytes to scan, got %s".formatted(tensor));
        }
        int length = Math.toIntExact(tensor.type().byteSize(shape.elementCount(axis + 1, shape.rank())));
        long stride = length * shape.dimension(axis);
        ByteBuffer slice = ByteBuffer.allocate(Math.toIntExact(tensor.type().byteSize(rest.elementCount())));
        for (long outer = 0; outer < shape.elementCount(0, axis); outer++) {
            slice.put(tensor.data().slice(outer * stride + index * length, length));
        }
        return new Tensor(tensor.type(), rest, TensorData.ofBuffer(slice.flip()));
    }
}
