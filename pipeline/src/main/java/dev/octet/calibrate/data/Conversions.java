package dev.octet.calibrate.data;

import dev.octet.calibrate.image.Pixels;
import dev.octet.graph.ValueType.TensorType;
import dev.octet.tensor.ElementType;
import dev.octet.tensor.Shape;
import dev.octet.tensor.Tensor;
import java.util.Optional;

/** Arrays of bytes seen as images, and advice for the conversions that are not made by themselves. */
final class Conversions {
    private Conversions() {}

    /** The end of an error about a wrong element type. */
    static String hint(Tensor tensor, TensorType type) {
        if (tensor.type() == ElementType.UINT8 && type.element().isFloating()) {
            return ". If these are pixels, say how they become numbers (scale, mean, std) in preprocessing.yaml";
        }
        return ". Store the data in the model's own type";
    }

    /**
     * An image in an array of bytes: {@code [h, w]}, {@code [h, w, 1 or 3]} or {@code [1 or 3, h, w]}, with or without
     * a leading axis of 1.
     */
    static Optional<Pixels> pixels(Tensor tensor) {
        if (tensor.type() != ElementType.UINT8) {
            return Optional.empty();
        }
        long[] dimensions = tensor.shape().dimensions();
        if (dimensions.length == 4 && dimensions[0] == 1) {
            return pixels(tensor.reshaped(Shape.of(dimensions[1], dimensions[2], dimensions[3])));
        }
        byte[] bytes = new byte[Math.toIntExact(tensor.elementCount())];
        tensor.data().buffer().get(bytes);
        if (dimensions.length == 2) {
            return Optional.of(new Pixels((int) dimensions[0], (int) dimensions[1], 1, bytes));
        }
        if (dimensions.length == 3 && isChannelCount(dimensions[2])) {
            return Optional.of(new Pixels((int) dimensions[0], (int) dimensions[1], (int) dimensions[2], bytes));
        }
        if (dimensions.length == 3 && isChannelCount(dimensions[0])) {
            return Optional.of(interleaved((int) dimensions[0], (int) dimensions[1], (int) dimensions[2], bytes));
        }
        return Optional.empty();
    }

    private static boolean isChannelCount(long dimension) {
        return dimension == 1 || dimension == 3;
    }

    private static Pixels interleaved(int channels, int height, int width, byte[] planes) {
        byte[] bytes = new byte[planes.length];
        int plane = height * width;
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = planes[(i % channels) * plane + i / channels];
        }
        return new Pixels(height, width, channels, bytes);
    }
}
