package dev.octet.compare.layers;

import dev.octet.affine.Range;
import dev.octet.tensor.ElementType;
import dev.octet.tensor.Shape;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * One constant that is stored as integers.
 *
 * @param name the initializer in the float model
 * @param depth position of its first reader among the nodes of the quantized model, conversions left out
 * @param readers nodes that read it
 * @param type the type of the codes
 * @param shape its dimensions
 * @param scales number of scales
 * @param own the error of the stored values
 * @param alone noise at the model's outputs as a share of their signal when only this constant is quantized; empty
 *     where it was not measured
 * @param usedCodes how many different codes occur; empty for types that are not of 8 bits
 * @param axis the axis of the reader's channels; empty where there is none
 * @param channels range of the float values in each slice along that axis; empty without one
 */
public record WeightLayer(
        String name,
        int depth,
        List<NodeName> readers,
        ElementType type,
        Shape shape,
        long scales,
        Noise own,
        OptionalDouble alone,
        OptionalInt usedCodes,
        OptionalInt axis,
        List<Range> channels) {
    /** Copies the lists. */
    public WeightLayer {
        readers = List.copyOf(readers);
        channels = List.copyOf(channels);
    }

    /** Channels that hold nothing but zero. */
    public long deadChannels() {
        return channels.stream().filter(range -> range.magnitude() == 0).count();
    }

    /** This with another figure for the error alone. */
    WeightLayer withAlone(OptionalDouble share) {
        return new WeightLayer(name, depth, readers, type, shape, scales, own, share, usedCodes, axis, channels);
    }
}
