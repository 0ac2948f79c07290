package dev.octet.affine;

import dev.octet.tensor.Shape;
import dev.octet.tensor.Tensor;
import java.util.List;

/**
 * Where the elements of each channel lie in row-major order: {@code [outer, channels, inner]}.
 *
 * @param channels slices along the axis; 1 if the tensor is looked at as a whole
 * @param inner consecutive elements of one channel
 */
record ChannelLayout(int channels, long inner) {
    /** Receives stretches of a block that belong to one channel or to one channel each. */
    interface Visitor {
        /** Elements {@code from} to {@code to - 1} belong to one channel. */
        void run(float[] block, int from, int to, int channel);

        /** Element {@code from + i} belongs to channel {@code first + i}. */
        void sweep(float[] block, int from, int to, int first);
    }

    /** The layout of a tensor that is one channel. */
    static ChannelLayout whole(Shape shape) {
        return new ChannelLayout(1, Math.max(1, shape.elementCount()));
    }

    /**
     * The layout of a tensor with a channel for each slice along an axis.
     *
     * @throws IllegalArgumentException if there is no such axis or it is longer than 2^31-1
     */
    static ChannelLayout along(int axis, Tensor tensor) {
        Shape shape = tensor.shape();
        if (axis < 0 || axis >= shape.rank() || shape.dimension(axis) > Integer.MAX_VALUE) {
            throw new IllegalArgumentException("Expected an axis of " + tensor + ", got axis " + axis);
        }
        return new ChannelLayout((int) shape.dimension(axis), shape.elementCount(axis + 1, shape.rank()));
    }

    /**
     * The layout and the map of each of its channels for a tensor under a quantization.
     *
     * @throws IllegalArgumentException if the quantization has another number of channels than the axis
     */
    static ChannelLayout of(Tensor tensor, Quantization quantization) {
        if (quantization instanceof PerChannel perChannel) {
            ChannelLayout layout = along(perChannel.axis(), tensor);
            if (layout.channels != perChannel.channels()) {
                throw new IllegalArgumentException("Expected %d channels on axis %d, got %s"
                        .formatted(perChannel.channels(), perChannel.axis(), tensor));
            }
            return layout;
        }
        return whole(tensor.shape());
    }

    /** The map of each channel of {@link #of}. */
    static List<Affine> affines(Quantization quantization) {
        return quantization instanceof PerChannel perChannel
                ? perChannel.affines()
                : List.of(((PerTensor) quantization).affine());
    }

    /** Visits a block whose first element has index {@code start} in the tensor. */
    void walk(float[] block, int count, long start, Visitor visitor) {
        if (inner == 1) {
            sweeps(block, count, start, visitor);
        } else {
            runs(block, count, start, visitor);
        }
    }

    private void sweeps(float[] block, int count, long start, Visitor visitor) {
        int channel = (int) (start % channels);
        int from = 0;
        while (from < count) {
            int to = Math.min(count, from + channels - channel);
            visitor.sweep(block, from, to, channel);
            channel = 0;
            from = to;
        }
    }

    private void runs(float[] block, int count, long start, Visitor visitor) {
        int channel = (int) (start / inner % channels);
        long left = inner - start % inner;
        int from = 0;
        while (from < count) {
            int to = (int) Math.min(count, from + left);
            visitor.run(block, from, to, channel);
            channel = channel + 1 == channels ? 0 : channel + 1;
            left = inner;
            from = to;
        }
    }
}
