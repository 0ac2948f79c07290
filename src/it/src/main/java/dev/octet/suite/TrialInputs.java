package dev.octet.suite;

import dev.octet.calibrate.data.DataSource;
import dev.octet.calibrate.data.RandomSource;
import dev.octet.calibrate.data.RandomSource.Interval;
import dev.octet.graph.Dimension;
import dev.octet.graph.Value;
import dev.octet.graph.ValueType.TensorType;
import dev.octet.tensor.ElementType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Inputs that an unknown model may accept: sizes for the dimensions that it leaves open, and whole numbers, which are
 * mostly indices and so have to be small.
 *
 * @param batch size of an open dimension that is the first or lies between others
 * @param length size of an open dimension that is the last of several, and of an input whose rank is not declared
 * @param wholeNumbers where whole numbers lie
 */
record TrialInputs(long batch, long length, Interval wholeNumbers) {
    private static final Interval BINARY = new Interval(0, 1);
    private static final Interval ZERO = new Interval(0, 0);
    /** A sample rate in Hz, which models of speech ask for. */
    private static final Interval SAMPLE_RATE = new Interval(16_000, 16_000);

    /** What is tried in turn, until the float model runs. */
    static final List<TrialInputs> ALL = List.of(
            new TrialInputs(2, 2, BINARY),
            new TrialInputs(1, 1, BINARY),
            new TrialInputs(1, 64, BINARY),
            new TrialInputs(8, 8, BINARY),
            new TrialInputs(1, 1, ZERO),
            new TrialInputs(16, 16, ZERO),
            new TrialInputs(1, 48, BINARY),
            new TrialInputs(1, 512, SAMPLE_RATE),
            new TrialInputs(32, 32, BINARY));

    private static final int SAMPLES = 4;
    private static final long SEED = 7;

    /**
     * Samples for a model with these inputs.
     *
     * @throws dev.octet.error.OctetException if an input has a type that cannot be made up
     */
    DataSource samples(List<Value> inputs) {
        Map<String, Interval> intervals = new LinkedHashMap<>();
        for (Value input : inputs) {
            boolean isWide = input.type() instanceof TensorType type
                    && type.element().isInteger()
                    && type.element() != ElementType.UINT8
                    && type.element() != ElementType.INT8;
            if (isWide) {
                intervals.put(input.name(), wholeNumbers);
            }
        }
        return RandomSource.of(inputs.stream().map(this::closed).toList(), SAMPLES, SEED, Map.of(), intervals);
    }

    private Value closed(Value input) {
        if (!(input.type() instanceof TensorType type)) {
            return input;
        }
        List<Dimension> declared = type.dimensions().orElse(List.of(new Dimension.Known(length)));
        List<Dimension> sizes = new ArrayList<>();
        for (Dimension dimension : declared) {
            boolean isLength = !sizes.isEmpty() && sizes.size() == declared.size() - 1;
            sizes.add(new Dimension.Known(dimension.number().orElse(isLength ? length : batch)));
        }
        return Value.of(input.name(), new TensorType(type.element(), Optional.of(sizes)));
    }
}
