package dev.octet.staticrange;

import dev.octet.calibrate.data.DataSource;
import dev.octet.calibrate.data.Sample;
import dev.octet.error.Kind;
import dev.octet.error.OctetException;
import dev.octet.graph.Dimension;
import dev.octet.graph.Model;
import dev.octet.graph.Value;
import dev.octet.graph.ValueType;
import dev.octet.graph.ValueType.TensorType;
import dev.octet.runtime.TypeInference;
import dev.octet.tensor.Tensor;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The types that a model's values have while it runs on a sample. Where a model leaves the length of a text or the size
 * of an image open, only these tell how much there is to compute.
 */
final class SampleTypes {
    /** Texts for calibration are often single sentences; a model that takes any length is fast enough on those. */
    private static final long LEAST_LENGTH = 64;

    private final Model model;
    private final Map<String, Tensor> sample;

    private SampleTypes(Model model, Map<String, Tensor> sample) {
        this.model = model;
        this.sample = sample;
    }

    /**
     * The types with the first sample's shapes at the inputs, lengths that the model leaves open taken as 64 where they
     * are less, if it takes that; the declared types where there is no sample that can be read and fits, which
     * calibration will tell. Where the model itself tells every dimension of every value, no sample can tell more.
     *
     * @param declared the types of the model's values as far as the model itself tells them
     */
    static Map<String, ValueType> of(
            Model model, Map<String, ValueType> declared, DataSource data, Map<String, Tensor> constants) {
        boolean isFixed = Stream.concat(
                        declared.keySet().stream(),
                        model.graph().nodes().stream().flatMap(node -> node.outputs().stream()))
                .allMatch(value -> value.isEmpty() || isFixed(declared.get(value)));
        if (isFixed) {
            return declared;
        }
        return first(data, constants)
                .map(sample -> new SampleTypes(model, sample))
                .flatMap(types -> types.infer(LEAST_LENGTH).or(() -> types.infer(1)))
                .orElse(declared);
    }

    private static boolean isFixed(@Nullable ValueType type) {
        return type instanceof TensorType tensor
                && tensor.dimensions()
                        .filter(dimensions -> dimensions.stream().allMatch(Dimension.Known.class::isInstance))
                        .isPresent();
    }

    private static Optional<Map<String, Tensor>> first(DataSource data, Map<String, Tensor> constants) {
        try {
            Map<String, Tensor> tensors = new LinkedHashMap<>(constants);
            Iterator<Sample> samples = data.iterator();
            if (samples.hasNext()) {
                tensors.putAll(samples.next().inputs());
            }
            return Optional.of(tensors);
        } catch (OctetException unreadable) {
            return only(Kind.INVALID_DATA, unreadable);
        }
    }

    private Optional<Map<String, ValueType>> infer(long leastLength) {
        List<Value> inputs = model.graph().inputs().stream()
                .map(input -> withShape(input, leastLength))
                .toList();
        try {
            return Optional.of(TypeInference.infer(
                    model.withGraph(model.graph().toBuilder().inputs(inputs).build())));
        } catch (OctetException refused) {
            return only(Kind.RUNTIME, refused);
        }
    }

    private static <T> Optional<T> only(Kind expected, OctetException failure) {
        if (failure.kind() == expected) {
            return Optional.empty();
        }
        throw failure;
    }

    private Value withShape(Value input, long leastLength) {
        Tensor tensor = sample.get(input.name());
        if (tensor == null || !(input.type() instanceof TensorType declared) || !hasRankOf(tensor, declared)) {
            return input;
        }
        List<Dimension> shape = new ArrayList<>();
        for (int axis = 0; axis < tensor.shape().rank(); axis++) {
            shape.add(new Dimension.Known(length(declared, axis, tensor.shape().dimension(axis), leastLength)));
        }
        return new Value(input.name(), new TensorType(tensor.type(), Optional.of(shape)), input.origin());
    }

    private static boolean hasRankOf(Tensor tensor, TensorType declared) {
        int rank = tensor.shape().rank();
        return declared.dimensions().map(List::size).orElse(rank) == rank;
    }

    /** The first dimension is mostly the batch. */
    private static long length(TensorType declared, int axis, long length, long least) {
        boolean isOpen = declared.dimensions()
                .filter(dimensions -> dimensions.get(axis) instanceof Dimension.Known)
                .isEmpty();
        return axis > 0 && isOpen ? Math.max(least, length) : length;
    }
}
