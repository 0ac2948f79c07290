package dev.octet.calibrate.data;

import dev.octet.graph.Value;
import dev.octet.tensor.Tensor;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.Function;

/**
 * What samples are made of beyond what files hold: inputs set once for all, a choice of the samples, and batches where
 * the model takes several samples at a time and no fewer.
 *
 * @param constants numbers by input name: one that fills the whole input, or all of them separated by commas
 * @param count how many samples to choose; all without it
 * @param seed what the choice depends on
 * @param inOrder whether the first samples of each group are chosen instead of random ones, as a model needs whose
 *     state goes from one sample to the next
 */
public record SampleRequest(Map<String, String> constants, OptionalInt count, long seed, boolean inOrder) {
    /** Any number would do; it has to be the same each time. */
    public static final long DEFAULT_SEED = 1;

    /**
     * Copies the constants.
     *
     * @throws IllegalArgumentException if the count is below 1
     */
    public SampleRequest {
        constants = Collections.unmodifiableMap(new LinkedHashMap<>(constants));
        if (count.isPresent() && count.getAsInt() < 1) {
            throw new IllegalArgumentException("Expected to choose 1 or more samples, got " + count.getAsInt());
        }
    }

    /** All samples as they are. */
    public static SampleRequest all() {
        return new SampleRequest(Map.of(), OptionalInt.empty(), DEFAULT_SEED, false);
    }

    /**
     * Samples that give all of a model's inputs.
     *
     * @param modelInputs what a run has to be given, but for inputs that are fed back
     * @param open opens the samples, given the inputs that they have to give
     * @throws dev.octet.error.OctetException of kind CONFIGURATION if a constant does not suit the model, and whatever
     *     {@code open} throws
     */
    public DataSource open(List<Value> modelInputs, Function<List<Value>, DataSource> open) {
        Map<String, Tensor> fixed = ConstantInputs.of(constants, modelInputs);
        FixedBatch batch = new FixedBatch(modelInputs.stream()
                .filter(input -> !constants.containsKey(input.name()))
                .toList());
        DataSource opened = open.apply(batch.sampleInputs());
        DataSource grouped = batch.grouped(chosen(opened));
        return fixed.isEmpty() ? grouped : completed(grouped, fixed);
    }

    private DataSource chosen(DataSource all) {
        if (count.isEmpty()) {
            return all;
        }
        return inOrder
                ? SampleChoice.firstOfEachGroup(all, count.getAsInt(), seed)
                : SampleChoice.spread(all, count.getAsInt(), seed);
    }

    private DataSource completed(DataSource source, Map<String, Tensor> fixed) {
        List<Sample> samples = new ArrayList<>();
        source.forEach(sample -> samples.add(new CompletedSample(sample, fixed)));
        return new ListSource(samples, "%s, with %s".formatted(source.description(), constants), source.isRandom());
    }
}
