package dev.octet.calibrate.image;

import dev.octet.error.OctetException;
import dev.octet.tensor.ElementType;
import dev.octet.tensor.HalfFloats;
import dev.octet.tensor.Shape;
import dev.octet.tensor.Tensor;
import dev.octet.tensor.TensorData;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Set;

/**
 * What each of the 256 values of a pixel becomes, a channel: {@code (pixel * scale - mean) / std} in binary64, rounded
 * once to the model's type.
 */
final class ChannelTables {
    private static final Set<ElementType> FLOATING =
            Set.of(ElementType.FLOAT, ElementType.FLOAT16, ElementType.BFLOAT16, ElementType.DOUBLE);

    private final double[][] tables;
    private final boolean reversed;

    private ChannelTables(double[][] tables, boolean reversed) {
        this.tables = tables;
        this.reversed = reversed;
    }

    /** Checks that pixels can become elements of a type without loss. */
    static void requireSupported(Preprocessing said, ElementType type) {
        if (FLOATING.contains(type) || (type == ElementType.UINT8 && !said.changesNumbers())) {
            return;
        }
        throw OctetException.configuration(
                type == ElementType.UINT8
                        ? "The model takes uint8 pixels as they are, so scale, mean and std cannot be applied"
                        : "Expected a model input of a floating type or uint8 for images, got " + type.onnxName());
    }

    static ChannelTables of(Preprocessing said, ColorOrder color) {
        double[][] tables = new double[color.channels()][256];
        for (int channel = 0; channel < tables.length; channel++) {
            double mean = each("mean", said.mean(), channel, color, 0);
            double std = each("std", said.std(), channel, color, 1);
            for (int pixel = 0; pixel < 256; pixel++) {
                tables[channel][pixel] = (pixel * said.scale().orElse(1) - mean) / std;
            }
        }
        return new ChannelTables(tables, color == ColorOrder.BGR);
    }

    private static double each(String key, List<Double> numbers, int channel, ColorOrder color, double missing) {
        if (numbers.size() > 1 && numbers.size() != color.channels()) {
            throw OctetException.configuration("%s: expected 1 number or %d, one for each channel of %s, got %s"
                    .formatted(key, color.channels(), color, numbers));
        }
        return numbers.isEmpty() ? missing : numbers.get(numbers.size() == 1 ? 0 : channel);
    }

    /** The numbers of an image in the given order of axes, as a flat tensor. */
    Tensor fill(Pixels pixels, Layout layout, ElementType type) {
        int plane = pixels.height() * pixels.width();
        int channels = pixels.channels();
        ByteBuffer to = ByteBuffer.allocate(Math.toIntExact(type.byteSize((long) plane * channels)))
                .order(ByteOrder.LITTLE_ENDIAN);
        byte[] from = pixels.bytes();
        for (int i = 0; i < plane * channels; i++) {
            int channel = layout == Layout.NCHW ? i / plane : i % channels;
            int pixel = layout == Layout.NCHW ? i % plane : i / channels;
            int source = reversed ? channels - 1 - channel : channel;
            put(to, type, tables[channel][Byte.toUnsignedInt(from[pixel * channels + source])]);
        }
        return new Tensor(type, Shape.of((long) plane * channels), TensorData.ofBuffer(to.flip()));
    }

    private static void put(ByteBuffer to, ElementType type, double value) {
        switch (type) {
            case FLOAT -> to.putFloat((float) value);
            case DOUBLE -> to.putDouble(value);
            case FLOAT16 -> to.putShort(HalfFloats.toHalf((float) value));
            case BFLOAT16 -> to.putShort(HalfFloats.toBrain((float) value));
            default -> to.put((byte) (int) value);
        }
    }
}
