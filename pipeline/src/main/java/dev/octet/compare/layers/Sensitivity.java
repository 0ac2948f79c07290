package dev.octet.compare.layers;

import dev.octet.calibrate.data.DataSource;
import dev.octet.graph.Model;
import dev.octet.progress.Progress;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.IntStream;

/** What each quantized tensor and weight by itself does to the outputs of the float model. */
public final class Sensitivity {
    private Sensitivity() {}

    /**
     * Noise at the worst output as a share of its signal, by the name of the value in the float model that alone is
     * quantized, the worst first.
     *
     * @param reference the float model that {@code quantized} was made from
     * @return empty where the time of the settings did not suffice to measure all of them on one sample, so that the
     *     answer does not depend on how fast the machine was
     * @throws dev.octet.error.OctetException of kind RUNTIME if ONNX Runtime fails; of kind CANCELLED
     */
    public static Map<String, Double> measure(
            Model reference, Model quantized, DataSource data, LayerSettings settings, Progress progress) {
        MatchingPoints points = MatchingPoints.of(reference, quantized);
        int tensors = points.tensors().size();
        AloneErrors.Measured measured = new AloneErrors(
                        SwitchedModel.of(reference, quantized, points.tensors(), points.weights()), settings)
                .measure(
                        new Samples(data, settings),
                        IntStream.range(0, points.matched()).boxed().toList(),
                        progress);
        Map<String, Double> shares = new LinkedHashMap<>();
        if (measured.byPoint().size() == points.matched()) {
            measured.byPoint().entrySet().stream()
                    .sorted(Map.Entry.<Integer, Double>comparingByValue(Comparator.reverseOrder())
                            .thenComparing(Map.Entry.comparingByKey()))
                    .forEach(entry -> shares.put(
                            entry.getKey() < tensors
                                    ? points.tensors().get(entry.getKey()).name()
                                    : points.weights()
                                            .get(entry.getKey() - tensors)
                                            .name(),
                            entry.getValue()));
        }
        return shares;
    }
}
