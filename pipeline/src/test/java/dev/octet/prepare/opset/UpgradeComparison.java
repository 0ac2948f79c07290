package dev.octet.prepare.opset;

import dev.octet.error.OctetException;
import dev.octet.graph.Dimension;
import dev.octet.graph.Model;
import dev.octet.graph.Value;
import dev.octet.graph.ValueType;
import dev.octet.graph.ValueType.TensorType;
import dev.octet.rewrite.TypeSource;
import dev.octet.runtime.OptimizationLevel;
import dev.octet.runtime.Session;
import dev.octet.runtime.SessionSettings;
import dev.octet.runtime.TypeInference;
import dev.octet.tensor.Shape;
import dev.octet.tensor.Tensor;
import dev.octet.testing.RandomTensors;
import dev.octet.testing.TensorDifference;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;

/** Upgrades a model that somebody else wrote, and runs it before and after on seeded inputs. */
final class UpgradeComparison {
    /** What came of it, with a detail where there is one. */
    record Outcome(Kind kind, String detail) {
        /** From best to worst. */
        enum Kind {
            SAME,
            /** The model loads before and after, but cannot be run on random inputs before. */
            LOADS,
            REFUSED,
            NOT_RUN_BEFORE,
            DIFFERS,
            BROKEN
        }
    }

    private static final SessionSettings PLAIN =
            SessionSettings.defaults().withLevel(OptimizationLevel.NONE).withThreads(1);
    private static final long SEED = 7;

    private final Map<String, Tensor> fixed;
    private final Map<String, Long> sizes;
    private final double tolerance;

    /**
     * Inputs to run with in place of random ones, and sizes of dimensions that are named or not declared: by the
     * dimension's name, or by {@code input:axis}; 2 where nothing is said. Results may differ by the tolerance times
     * the largest one.
     */
    UpgradeComparison(Map<String, Tensor> fixed, Map<String, Long> sizes, double tolerance) {
        this.tolerance = tolerance;
        this.fixed = fixed;
        this.sizes = sizes;
    }

    Outcome compare(Model before, long target) {
        Session first;
        try {
            first = Session.open(before, PLAIN);
        } catch (OctetException failure) {
            return new Outcome(Outcome.Kind.NOT_RUN_BEFORE, firstLine(failure));
        }
        try (first) {
            UpgradeResult result = OpsetUpgrade.upgrade(before, target, typesOf(before));
            if (!result.succeeded()) {
                return new Outcome(Outcome.Kind.REFUSED, result.refusals().get(0));
            }
            try (Session second = Session.open(result.model(), PLAIN)) {
                return compare(first, second, before);
            } catch (OctetException failure) {
                return new Outcome(Outcome.Kind.BROKEN, firstLine(failure));
            }
        }
    }

    private static TypeSource typesOf(Model model) {
        try {
            Map<String, ValueType> types = TypeInference.infer(model);
            return given -> types;
        } catch (OctetException failure) {
            return TypeSource.NONE;
        }
    }

    private Outcome compare(Session first, Session second, Model model) {
        Map<String, Tensor> wanted;
        Map<String, Tensor> inputs;
        try {
            inputs = inputs(first.inputs());
            wanted = first.run(inputs);
            if (!differences(wanted, first.run(inputs)).isEmpty()) {
                return new Outcome(Outcome.Kind.LOADS, "two runs of the original differ");
            }
        } catch (OctetException | IllegalArgumentException failure) {
            return new Outcome(Outcome.Kind.LOADS, firstLine(failure));
        }
        List<String> differences = differences(wanted, second.run(inputs));
        return differences.isEmpty()
                ? new Outcome(Outcome.Kind.SAME, model.opset() + " up")
                : new Outcome(Outcome.Kind.DIFFERS, differences.get(0));
    }

    private List<String> differences(Map<String, Tensor> wanted, Map<String, Tensor> found) {
        List<String> differences = new ArrayList<>();
        wanted.forEach((name, tensor) -> {
            Tensor other = found.get(name);
            if (other == null) {
                differences.add("no output " + name);
            } else {
                TensorDifference.between(tensor, other, tolerance)
                        .ifPresent(difference -> differences.add(name + ": " + difference));
            }
        });
        return differences;
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
        long[] shape = new long[dimensions.size()];
        for (int axis = 0; axis < shape.length; axis++) {
            shape[axis] = size(input.name() + ":" + axis, dimensions.get(axis));
        }
        return switch (type.element()) {
            case INT32 ->
                Tensor.ofInts(
                        Shape.of(shape), indices(shape).mapToInt(i -> (int) i).toArray());
            case INT64 -> Tensor.ofLongs(Shape.of(shape), indices(shape).toArray());
            default -> RandomTensors.random(type.element(), Shape.of(shape), SEED, input.name());
        };
    }

    /** Wide integers are mostly indices, which have to be small. */
    private static LongStream indices(long[] shape) {
        return LongStream.range(0, Shape.of(shape).elementCount()).map(i -> i % 2);
    }

    private long size(String place, Dimension dimension) {
        if (dimension instanceof Dimension.Known known) {
            return known.size();
        }
        String name = dimension instanceof Dimension.Named named ? named.name() : place;
        return sizes.getOrDefault(place, sizes.getOrDefault(name, 2L));
    }

    private static String firstLine(Exception failure) {
        return String.valueOf(failure.getMessage()).lines().findFirst().orElse("");
    }
}
