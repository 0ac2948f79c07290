package dev.octet.testing;

import dev.octet.error.OctetException;
import dev.octet.graph.Dimension;
import dev.octet.graph.Model;
import dev.octet.graph.Value;
import dev.octet.graph.ValueType.TensorType;
import dev.octet.runtime.OptimizationLevel;
import dev.octet.runtime.Session;
import dev.octet.runtime.SessionSettings;
import dev.octet.tensor.ElementType;
import dev.octet.tensor.Shape;
import dev.octet.tensor.Tensor;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;

/**
 * Runs a model that somebody else wrote and what became of it, without optimizations, on seeded inputs.
 *
 * @param fixed inputs to run with, by name, in place of random ones
 * @param sizes sizes of open dimensions by {@code input:axis} or by the dimension's name; 2 where nothing is said
 * @param tolerance the largest difference allowed, relative to the largest result
 */
public record ModelComparison(Map<String, Tensor> fixed, Map<String, Long> sizes, double tolerance) {
    private static final SessionSettings PLAIN =
            SessionSettings.defaults().withLevel(OptimizationLevel.NONE).withThreads(1);
    private static final long SEED = 7;

    /** What came of a comparison. */
    public enum Kind {
        /** Both models compute the same. */
        SAME,
        /** The original could not be loaded, not run on random inputs, or computes something else every time. */
        NOT_COMPARABLE,
        /** The models compute different values. */
        DIFFERS,
        /** Only the original loads and runs. */
        BROKEN
    }

    /** What came of a comparison, with a detail where there is one. */
    public record Outcome(Kind kind, String detail) {}

    /** Compares a model with what became of it. */
    public Outcome compare(Model original, Model changed) {
        Map<String, Tensor> inputs;
        Map<String, Tensor> wanted;
        try (Session session = Session.open(original, PLAIN)) {
            inputs = inputs(session.inputs());
            wanted = session.run(inputs);
            if (difference(wanted, session.run(inputs)).isPresent()) {
                return new Outcome(Kind.NOT_COMPARABLE, "two runs of the original differ");
            }
        } catch (OctetException | IllegalArgumentException failure) {
            return new Outcome(Kind.NOT_COMPARABLE, message(failure));
        }
        try (Session session = Session.open(changed, PLAIN)) {
            return difference(wanted, session.run(inputs))
                    .map(difference -> new Outcome(Kind.DIFFERS, difference))
                    .orElseGet(() -> new Outcome(Kind.SAME, ""));
        } catch (OctetException failure) {
            return new Outcome(Kind.BROKEN, message(failure));
        }
    }

    private Optional<String> difference(Map<String, Tensor> wanted, Map<String, Tensor> found) {
        if (!wanted.keySet().equals(found.keySet())) {
            return Optional.of("outputs " + wanted.keySet() + " became " + found.keySet());
        }
        return wanted.keySet().stream()
                .map(name -> TensorDifference.between(tensor(wanted, name), tensor(found, name), tolerance)
                        .map(text -> name + ": " + text))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static Tensor tensor(Map<String, Tensor> tensors, String name) {
        return Optional.ofNullable(tensors.get(name)).orElseThrow();
    }

    private Map<String, Tensor> inputs(List<Value> declared) {
        Map<String, Tensor> inputs = new LinkedHashMap<>();
        for (Value input : declared) {
            Tensor given = fixed.get(input.name());
            inputs.put(input.name(), given == null ? random(input) : given);
        }
        return inputs;
    }

    private Tensor random(Value input) {
        if (!(input.type() instanceof TensorType type)) {
            throw new IllegalArgumentException("No random input for " + input);
        }
        List<Dimension> dimensions = type.dimensions().orElse(List.of());
        long[] sizes = new long[dimensions.size()];
        for (int axis = 0; axis < sizes.length; axis++) {
            sizes[axis] = size(input.name() + ":" + axis, dimensions.get(axis));
        }
        Shape shape = Shape.of(sizes);
        // Wide integers are mostly indices, which have to be small.
        LongStream indices = LongStream.range(0, shape.elementCount()).map(index -> index % 2);
        if (type.element() == ElementType.INT32) {
            return Tensor.ofInts(shape, indices.mapToInt(Math::toIntExact).toArray());
        }
        return type.element() == ElementType.INT64
                ? Tensor.ofLongs(shape, indices.toArray())
                : RandomTensors.random(type.element(), shape, SEED, input.name());
    }

    private long size(String place, Dimension dimension) {
        String name = dimension instanceof Dimension.Named named ? named.name() : place;
        return dimension.number().orElseGet(() -> sizes.getOrDefault(place, sizes.getOrDefault(name, 2L)));
    }

    private static String message(Exception failure) {
        return String.valueOf(failure.getMessage()).lines().findFirst().orElse("");
    }
}
