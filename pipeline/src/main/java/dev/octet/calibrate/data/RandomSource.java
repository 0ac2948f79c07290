package dev.octet.calibrate.data;

import dev.octet.error.NearestName;
import dev.octet.error.OctetException;
import dev.octet.graph.Dimension;
import dev.octet.graph.Value;
import dev.octet.graph.ValueType.TensorType;
import dev.octet.tensor.Shape;
import dev.octet.tensor.Tensor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/**
 * Seeded random input, for trying a model without data. Ranges from it mean little, so it has to be asked for and
 * reports say so.
 *
 * <p>Floating elements are normal with mean 0 and deviation 1, or uniform in a given interval; whole ones are uniform,
 * 0 and 1 unless an interval is given. The same seed gives the same bits on every machine.
 */
public final class RandomSource {
    private RandomSource() {}

    /**
     * Random samples for a model.
     *
     * @param count number of samples, 1 or more
     * @param dimensions sizes of the dimensions that the model leaves open, by their names, or as {@code input:axis},
     *     which wins and is the only name of one that the model does not name; an open first dimension that is not
     *     among them is 1
     * @param intervals by input name, where elements are to lie
     * @throws OctetException of kind CONFIGURATION if a size is missing or a name stands for nothing
     */
    public static DataSource of(
            List<Value> modelInputs,
            int count,
            long seed,
            Map<String, Long> dimensions,
            Map<String, Interval> intervals) {
        if (count < 1) {
            throw OctetException.configuration("Expected 1 or more random samples, got " + count);
        }
        ModelInputs model = new ModelInputs(modelInputs);
        requireKnown("input", intervals.keySet(), new LinkedHashSet<>(model.names()));
        requireKnown("open dimension", dimensions.keySet(), openNames(model));
        Map<String, Shape> shapes = new LinkedHashMap<>();
        model.names().forEach(name -> shapes.put(name, shape(name, model.type(name), dimensions)));
        List<Sample> samples = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            long number = i;
            samples.add(new LazySample("random[%d]".formatted(i), "", model, () -> {
                Map<String, Tensor> inputs = new LinkedHashMap<>();
                shapes.forEach((name, shape) -> inputs.put(
                        name,
                        RandomTensor.of(
                                model.type(name).element(),
                                shape,
                                new Random(mixed(seed, number, name)),
                                Optional.ofNullable(intervals.get(name)))));
                return inputs;
            }));
        }
        return new ListSource(samples, "%d random samples (seed %d)".formatted(count, seed), true);
    }

    /**
     * From {@code low} to {@code high}; both are drawn where elements are whole numbers, the upper one is not where
     * they are not.
     */
    public record Interval(double low, double high) {
        /** Refuses what is no interval. */
        public Interval {
            if (!(low <= high) || !Double.isFinite(low) || !Double.isFinite(high)) {
                throw new IllegalArgumentException("Expected low <= high, got %s and %s".formatted(low, high));
            }
        }
    }

    /** Each open dimension as {@code input:axis}, and before it by its name if it has one. */
    private static Set<String> openNames(ModelInputs model) {
        Set<String> names = new LinkedHashSet<>();
        for (String input : model.names()) {
            List<Dimension> dimensions = model.type(input).dimensions().orElse(List.of());
            for (int axis = 0; axis < dimensions.size(); axis++) {
                Dimension dimension = dimensions.get(axis);
                if (dimension instanceof Dimension.Named named) {
                    names.add(named.name());
                }
                if (!(dimension instanceof Dimension.Known)) {
                    names.add(place(input, axis));
                }
            }
        }
        return names;
    }

    private static String place(String input, int axis) {
        return input + ":" + axis;
    }

    private static void requireKnown(String what, Set<String> given, Set<String> known) {
        for (String name : given) {
            if (!known.contains(name)) {
                throw OctetException.configuration("The model has no %s '%s'%s It has %s"
                        .formatted(what, name, NearestName.hint(name, known), known));
            }
        }
    }

    private static Shape shape(String input, TensorType type, Map<String, Long> sizes) {
        List<Dimension> dimensions = type.dimensions()
                .orElseThrow(() -> OctetException.configuration(
                        "Input '%s' has no declared rank, so random input cannot be made".formatted(input)));
        long[] shape = new long[dimensions.size()];
        for (int axis = 0; axis < shape.length; axis++) {
            shape[axis] = size(input, axis, type, dimensions.get(axis), sizes);
        }
        return Shape.of(shape);
    }

    private static long size(String input, int axis, TensorType type, Dimension dimension, Map<String, Long> sizes) {
        if (dimension instanceof Dimension.Known known) {
            return known.size();
        }
        String place = place(input, axis);
        String name = dimension instanceof Dimension.Named named ? named.name() : place;
        Long given = sizes.getOrDefault(place, sizes.get(name));
        if (given != null) {
            return given;
        }
        if (axis == 0) {
            return 1;
        }
        throw OctetException.configuration(
                "Input '%s': %s leaves dimension %d (%s) open; say its size for random input: --dimension %s=SIZE"
                        .formatted(input, type, axis, dimension, name));
    }

    /** One seed from three; the constants are those of SplitMix64 (Steele, Lea and Flood 2014). */
    private static long mixed(long seed, long number, String name) {
        long mixed = seed + 0x9e3779b97f4a7c15L * (number + 1) + name.hashCode();
        mixed = (mixed ^ (mixed >>> 30)) * 0xbf58476d1ce4e5b9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94d049bb133111ebL;
        return mixed ^ (mixed >>> 31);
    }
}
