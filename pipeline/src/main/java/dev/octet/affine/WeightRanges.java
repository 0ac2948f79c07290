package dev.octet.affine;

import dev.octet.tensor.FloatBlocks;
import dev.octet.tensor.Tensor;
import java.util.List;

/**
 * Ranges of constant tensors, read from their elements: from the lowest to the highest, or the one that shrinks this to
 * where the squared error of quantization is smallest.
 *
 * <p>Every method throws {@link dev.octet.error.OctetException} with the tensor's name if an element is NaN or
 * infinite, and {@link IllegalArgumentException} if the tensor is not floating or has no such axis. A channel without
 * elements has {@link Range#ZERO}.
 */
public final class WeightRanges {
    private WeightRanges() {}

    /** The lowest and highest element of a tensor that has no name. */
    public static Range perTensor(Tensor tensor) {
        return perTensor("", tensor);
    }

    /** The lowest and highest element. */
    public static Range perTensor(String name, Tensor tensor) {
        return observe(name, tensor, ChannelLayout.whole(tensor.shape())).get(0);
    }

    /** The lowest and highest element of each slice along an axis of a tensor that has no name. */
    public static List<Range> perChannel(Tensor tensor, int axis) {
        return perChannel("", tensor, axis);
    }

    /** The lowest and highest element of each slice along an axis. */
    public static List<Range> perChannel(String name, Tensor tensor, int axis) {
        return observe(name, tensor, ChannelLayout.along(axis, tensor));
    }

    /** The range of smallest error. */
    public static Range perTensor(String name, Tensor tensor, Scheme scheme, ShrinkSearch search) {
        return search(name, tensor, ChannelLayout.whole(tensor.shape()), scheme, search)
                .get(0);
    }

    /** The range of smallest error of each slice along an axis. */
    public static List<Range> perChannel(String name, Tensor tensor, int axis, Scheme scheme, ShrinkSearch search) {
        return search(name, tensor, ChannelLayout.along(axis, tensor), scheme, search);
    }

    private static List<Range> observe(String name, Tensor tensor, ChannelLayout layout) {
        TensorQuantizer.requireFloating(tensor);
        MinMaxKernel kernel = new MinMaxKernel(layout.channels());
        FloatBlocks.forEach(tensor, (block, count, start) -> {
            if (!FiniteCheck.isFinite(block, count)) {
                throw FiniteCheck.refuse(name, tensor);
            }
            layout.walk(block, count, start, kernel);
        });
        return kernel.ranges();
    }

    private static List<Range> search(
            String name, Tensor tensor, ChannelLayout layout, Scheme scheme, ShrinkSearch search) {
        List<Range> full = observe(name, tensor, layout);
        ShrinkKernel kernel = new ShrinkKernel(full, scheme, search);
        FloatBlocks.forEach(tensor, (block, count, start) -> layout.walk(block, count, start, kernel));
        return kernel.best();
    }
}
