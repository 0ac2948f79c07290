package dev.octet.smooth;

import dev.octet.calibrate.FewSamples;
import dev.octet.calibrate.data.DataSource;
import dev.octet.graph.Model;
import dev.octet.graph.Value;
import dev.octet.graph.ValueType;
import dev.octet.tensor.Tensor;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Runs samples to see the channels of values, which lie on the last axis. */
final class SeenChannels {
    /** Which channels are the large ones is a property of the model, which few samples show. */
    private static final int SAMPLES = 32;

    private SeenChannels() {}

    /**
     * What was seen of each value, by its name.
     *
     * @param values values by name, and how many channels they have
     * @param constants inputs that are the same for every sample
     */
    static Map<String, ChannelStatistics> of(
            Model model, Map<String, Integer> values, DataSource data, Map<String, Tensor> constants) {
        Map<String, ChannelStatistics> statistics = new LinkedHashMap<>();
        values.forEach((value, channels) -> statistics.put(value, new ChannelStatistics(channels)));
        FewSamples.run(
                exposing(model, statistics.keySet().stream().toList()),
                data,
                SAMPLES,
                constants,
                results -> statistics.forEach(
                        (value, channels) -> channels.observe(Objects.requireNonNull(results.get(value)))));
        return statistics;
    }

    private static Model exposing(Model model, List<String> values) {
        List<Value> outputs = values.stream()
                .map(value -> Value.of(value, ValueType.UNDECLARED))
                .toList();
        return model.withGraph(model.graph().toBuilder().outputs(outputs).build());
    }
}
