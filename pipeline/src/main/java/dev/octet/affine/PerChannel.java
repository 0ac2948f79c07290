package dev.octet.affine;

import dev.octet.tensor.ElementType;
import dev.octet.tensor.Shape;
import dev.octet.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;

/**
 * One map for each slice along an axis; the parameter tensors are vectors {@code [channels]}.
 *
 * @param axis the axis, from 0 to rank-1
 * @param affines the maps in the order of the axis; at least one, all of one type
 */
public record PerChannel(int axis, List<Affine> affines) implements Quantization {
    /**
     * Checks and copies.
     *
     * @throws IllegalArgumentException if the axis is negative, there is no map, or the types differ
     */
    public PerChannel {
        affines = List.copyOf(affines);
        if (axis < 0 || affines.isEmpty()) {
            throw new IllegalArgumentException("Expected an axis of 0 or more and a channel, got axis " + axis + ", "
                    + affines.size() + " channels");
        }
        QuantizedType type = affines.get(0).type();
        if (affines.stream().anyMatch(affine -> affine.type() != type)) {
            throw new IllegalArgumentException("Expected channels of one type, got " + affines);
        }
    }

    /** The maps that spread the codes of one scheme over the range of each channel. */
    public static PerChannel of(int axis, List<Range> ranges, Scheme scheme) {
        return new PerChannel(
                axis, ranges.stream().map(range -> Affine.of(range, scheme)).toList());
    }

    /** Number of maps. */
    public int channels() {
        return affines.size();
    }

    @Override
    public QuantizedType type() {
        return affines.get(0).type();
    }

    @Override
    public Tensor scaleTensor(ElementType scaleType) {
        return ParameterTensors.scales(affines, Shape.of(affines.size()), scaleType);
    }

    @Override
    public Tensor zeroPointTensor() {
        return ParameterTensors.zeroPoints(affines, Shape.of(affines.size()));
    }

    @Override
    public PerChannel withScales(float... scales) {
        if (scales.length != affines.size()) {
            throw new IllegalArgumentException("Expected " + affines.size() + " scales, got " + scales.length);
        }
        List<Affine> scaled = new ArrayList<>();
        for (int channel = 0; channel < scales.length; channel++) {
            scaled.add(affines.get(channel).withScale(scales[channel]));
        }
        return new PerChannel(axis, scaled);
    }
}
