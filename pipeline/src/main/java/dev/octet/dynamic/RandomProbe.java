package dev.octet.dynamic;

import dev.octet.calibrate.data.DataSource;
import dev.octet.calibrate.data.RandomSource;
import dev.octet.calibrate.data.RandomSource.Interval;
import dev.octet.graph.Dimension;
import dev.octet.graph.Graph;
import dev.octet.graph.Node;
import dev.octet.graph.Use;
import dev.octet.graph.Value;
import dev.octet.graph.ValueType;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Random inputs that show which channels of a model's values reach much further than the others: in transformers that
 * is a property of the weights, which hardly depends on what is said.
 *
 * <p>What picks rows of a constant table is drawn from all its rows, other whole numbers are 0 and 1, and floating ones
 * normal. An open dimension has 32 elements, the first one 1 unless it has a name. No range is taken from them.
 */
final class RandomProbe {
    private static final int SAMPLES = 8;
    private static final long SEED = 1;
    private static final long OPEN = 32;

    private RandomProbe() {}

    /**
     * The inputs.
     *
     * @throws dev.octet.error.OctetException of kind CONFIGURATION if the model does not say enough about its inputs
     */
    static DataSource of(Graph graph) {
        List<Value> inputs = graph.requiredInputs();
        Map<String, Interval> intervals = new LinkedHashMap<>();
        Map<String, Long> sizes = new LinkedHashMap<>();
        for (Value input : inputs) {
            rows(graph, input.name()).ifPresent(rows -> intervals.put(input.name(), new Interval(0, rows - 1.0)));
            open(input).forEach(name -> sizes.put(name, OPEN));
        }
        return RandomSource.of(inputs, SAMPLES, SEED, sizes, intervals);
    }

    /** The open dimensions of an input, as random data calls them, but for the first: a batch of one is enough. */
    private static Stream<String> open(Value input) {
        List<Dimension> dimensions = input.type() instanceof ValueType.TensorType tensor
                ? tensor.dimensions().orElse(List.of())
                : List.of();
        return IntStream.range(1, dimensions.size())
                .filter(axis -> dimensions.get(axis).number().isEmpty())
                .mapToObj(axis -> dimensions.get(axis) instanceof Dimension.Named named
                        ? named.name()
                        : input.name() + ":" + axis);
    }

    /** How many rows the smallest table has that a value picks from. */
    private static Optional<Long> rows(Graph graph, String value) {
        return graph.uses().of(value).stream()
                .flatMap(use -> rows(graph, use).stream())
                .min(Long::compare);
    }

    private static Optional<Long> rows(Graph graph, Use use) {
        Node reader = use.node();
        if (reader.is("Cast") || reader.is("Identity")) {
            return rows(graph, reader.output());
        }
        boolean picks = reader.is("Gather") && use.slot() == 1 && reader.intAttribute("axis", 0) == 0;
        return picks
                ? graph.constant(reader.inputs().get(0))
                        .map(table -> table.shape().dimension(0))
                : Optional.empty();
    }
}
