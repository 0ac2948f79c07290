package dev.octet.runtime;

import dev.octet.graph.Dimension;
import dev.octet.graph.Value;
import dev.octet.graph.ValueType.TensorType;
import dev.octet.tensor.Shape;
import dev.octet.tensor.Tensor;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Foretells the shapes of a run's outputs, so that buffers can be ready before it starts.
 *
 * <p>A shape is known from the declared dimensions, with names resolved by the inputs' shapes, or from an earlier run
 * on inputs of the same shapes. An output whose shape turned out to depend on more than that is never foretold again.
 * Thread-safe.
 */
final class OutputShapes {
    /** Combinations of input shapes to remember; texts of varying length have a few hundred. */
    private static final int MEMORY = 512;

    private final List<Value> inputs;
    private final Map<List<Shape>, Map<String, Shape>> seen = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<List<Shape>, Map<String, Shape>> eldest) {
            return size() > MEMORY;
        }
    };
    private final Set<String> unpredictable = new HashSet<>();
    private int lessons;

    OutputShapes(List<Value> inputs) {
        this.inputs = inputs;
    }

    /** What is known about a run on these inputs. */
    Run of(Map<String, Tensor> given) {
        return new Run(given);
    }

    /**
     * All that predictions depend on: where two are equal, so are the predictions.
     *
     * @param inputs shapes of the inputs
     * @param lessons how often earlier runs had taught something new
     */
    record Known(List<Shape> inputs, int lessons) {
        // Written out: what a record gets by itself is linked at its first use, when all workers wait for the first
        // run.
        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Known that && that.lessons == lessons && that.inputs.equals(inputs);
        }

        @Override
        public int hashCode() {
            return 31 * inputs.hashCode() + lessons;
        }
    }

    /** One run. */
    final class Run {
        private final List<Shape> key;
        private final Map<String, Long> sizes = new HashMap<>();

        private Run(Map<String, Tensor> given) {
            key = inputs.stream().map(input -> shape(given, input)).toList();
            for (int i = 0; i < key.size(); i++) {
                bind(inputs.get(i), key.get(i));
            }
        }

        private static Shape shape(Map<String, Tensor> given, Value input) {
            return Optional.ofNullable(given.get(input.name())).orElseThrow().shape();
        }

        private void bind(Value input, Shape shape) {
            if (!(input.type() instanceof TensorType type) || type.dimensions().isEmpty()) {
                return;
            }
            List<Dimension> dimensions = type.dimensions().get();
            for (int axis = 0; axis < dimensions.size(); axis++) {
                if (dimensions.get(axis) instanceof Dimension.Named named) {
                    sizes.put(named.name(), shape.dimension(axis));
                }
            }
        }

        /** What predictions for this run depend on at present. */
        Known known() {
            synchronized (seen) {
                return new Known(key, lessons);
            }
        }

        /** The shape that an output will most likely have; empty where nothing is known. */
        Optional<Shape> predict(Value output) {
            synchronized (seen) {
                if (unpredictable.contains(output.name())) {
                    return Optional.empty();
                }
                Shape known = seen.getOrDefault(key, Map.of()).get(output.name());
                return known == null ? resolve(output) : Optional.of(known);
            }
        }

        private Optional<Shape> resolve(Value output) {
            if (!(output.type() instanceof TensorType type) || type.dimensions().isEmpty()) {
                return Optional.empty();
            }
            List<Dimension> dimensions = type.dimensions().get();
            long[] resolved = dimensions.stream().mapToLong(this::size).toArray();
            for (long size : resolved) {
                if (size < 0) {
                    return Optional.empty();
                }
            }
            return Optional.of(Shape.of(resolved));
        }

        private long size(Dimension dimension) {
            if (dimension instanceof Dimension.Known known) {
                return known.size();
            }
            return dimension instanceof Dimension.Named named ? sizes.getOrDefault(named.name(), -1L) : -1;
        }

        /**
         * Remembers a shape that an output had. One that contradicts what the model declares is never foretold: ONNX
         * Runtime itself only warns of it, but refuses a buffer of that shape.
         */
        void learn(Value output, Shape shape) {
            if (!isDeclared(output, shape)) {
                wrong(output.name());
                return;
            }
            synchronized (seen) {
                Shape before =
                        seen.computeIfAbsent(key, ignored -> new HashMap<>()).put(output.name(), shape);
                if (!shape.equals(before)) {
                    lessons++;
                }
            }
        }

        private static boolean isDeclared(Value output, Shape shape) {
            if (!(output.type() instanceof TensorType type) || type.dimensions().isEmpty()) {
                return true;
            }
            List<Dimension> declared = type.dimensions().get();
            return declared.size() == shape.rank()
                    && IntStream.range(0, shape.rank())
                            .allMatch(axis -> !(declared.get(axis) instanceof Dimension.Known known)
                                    || known.size() == shape.dimension(axis));
        }

        /** Remembers that a prediction was wrong. */
        void wrong(String output) {
            synchronized (seen) {
                if (unpredictable.add(output)) {
                    lessons++;
                }
            }
        }
    }
}
