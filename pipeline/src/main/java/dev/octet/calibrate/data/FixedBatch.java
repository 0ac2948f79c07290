package dev.octet.calibrate.data;

import dev.octet.error.OctetException;
import dev.octet.graph.Dimension;
import dev.octet.graph.Value;
import dev.octet.graph.ValueType.TensorType;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Models whose every input has one and the same number above 1 as its first dimension: they take so many samples at a
 * time. Samples are read one by one and grouped, and what does not fill the last group is left out, since padding would
 * count values twice.
 */
final class FixedBatch {
    private final List<Value> inputs;
    private final OptionalInt size;

    FixedBatch(List<Value> inputs) {
        this.inputs = List.copyOf(inputs);
        this.size = size(inputs);
    }

    private static OptionalInt size(List<Value> inputs) {
        Set<Long> sizes = inputs.stream().map(FixedBatch::batch).collect(Collectors.toSet());
        long only = sizes.size() == 1 ? sizes.iterator().next() : 1;
        return only > 1 && only <= Integer.MAX_VALUE ? OptionalInt.of((int) only) : OptionalInt.empty();
    }

    /** The first dimension where it can be a batch; 1 where it cannot. */
    private static long batch(Value input) {
        if (!(input.type() instanceof TensorType type) || type.dimensions().isEmpty()) {
            return 1;
        }
        List<Dimension> dimensions = type.dimensions().get();
        boolean image = dimensions.size() == 3 && (isChannels(dimensions.get(0)) || isChannels(dimensions.get(2)));
        return dimensions.size() < 2 || image ? 1 : dimensions.get(0).number().orElse(1);
    }

    private static boolean isChannels(Dimension dimension) {
        return dimension.equals(new Dimension.Known(1)) || dimension.equals(new Dimension.Known(3));
    }

    /** What a single sample has to give: the first dimension is open, so that 1 fits, and so do full batches. */
    List<Value> sampleInputs() {
        return size.isEmpty() ? inputs : inputs.stream().map(FixedBatch::opened).toList();
    }

    private static Value opened(Value input) {
        TensorType type = (TensorType) input.type();
        List<Dimension> dimensions = new ArrayList<>(type.dimensions().orElseThrow());
        dimensions.set(0, Dimension.UNKNOWN);
        return Value.of(input.name(), new TensorType(type.element(), Optional.of(dimensions)));
    }

    /**
     * The samples in groups that the model takes.
     *
     * @throws OctetException of kind INVALID_DATA if there are fewer samples than it takes at a time
     */
    DataSource grouped(DataSource samples) {
        return size.isEmpty() ? samples : grouped(samples, size.getAsInt());
    }

    private static DataSource grouped(DataSource source, int batch) {
        List<Sample> samples = new ArrayList<>();
        source.forEach(samples::add);
        if (!samples.isEmpty() && isFull(samples.get(0), batch)) {
            return source;
        }
        List<Sample> groups = new ArrayList<>();
        for (int start = 0; start + batch <= samples.size(); start += batch) {
            groups.add(new FullBatch(samples.subList(start, start + batch)));
        }
        if (groups.isEmpty()) {
            throw OctetException.invalidData(String.format(
                    Locale.ROOT,
                    "The model takes %d samples at a time and no fewer; expected as many, got %d from %s",
                    batch,
                    samples.size(),
                    source.description()));
        }
        int left = samples.size() % batch;
        String leftOut = left == 0 ? "" : String.format(Locale.ROOT, ", the last %d left out", left);
        return new ListSource(
                groups,
                String.format(
                        Locale.ROOT, "%s in %d batches of %d%s", source.description(), groups.size(), batch, leftOut),
                source.isRandom());
    }

    /** Whether samples come as whole batches already; a bad first sample says nothing. */
    private static boolean isFull(Sample first, int batch) {
        try {
            return first.inputs().values().stream()
                    .allMatch(tensor -> tensor.shape().dimension(0) == batch);
        } catch (OctetException bad) {
            return false;
        }
    }
}
