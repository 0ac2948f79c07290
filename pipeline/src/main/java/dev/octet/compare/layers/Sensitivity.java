package dev.octet.compare.layers;

import dev.octet.calibrate.data.DataSource;
import dev.octet.graph.Model;
import dev.octet.progress.Progress;
import java.time.Duration;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.IntStream;

/** What each quantized tensor and weight by itself does to the outputs of the float model. */
public final class Sensitivity {
    /** No machine is too slow: how long this takes is for the caller to judge by the size of the model. */
    private static final Duration ANY_TIME = Duration.ofDays(365);

    private Sensitivity() {}

    /**
     * Noise at the worst output as a share of its signal, by the name of the value in the float model that alone is
     * quantized, the worst first.
     *
     * @param reference the float model that {@code quantized} was made from
     * @param settings how samples are run; all points are measured, however long it takes
     * @throws dev.octet.error.OctetException of kind RUNTIME if ONNX Runtime fails; of kind CANCELLED
     */
    public static Map<String, Double> measure(
            Model reference, Model quantized, DataSource data, LayerSettings settings, Progress progress) {
        MatchingPoints points = MatchingPoints.of(reference, quantized);
        AloneErrors.Measured measured = new AloneErrors(
                        SwitchedModel.of(reference, quantized, points.tensors(), points.weights()),
                        settings.withAloneTime(ANY_TIME))
                .measure(
                        new Samples(data, settings),
                        IntStream.range(0, points.matched()).boxed().toList(),
                        progress);
        Map<String, Double> shares = new LinkedHashMap<>();
        measured.byPoint().entrySet().stream()
                .sorted(Map.Entry.<Integer, Double>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey()))
                .forEach(entry -> shares.put(name(points, entry.getKey()), entry.getValue()));
        return shares;
    }

    private static String name(MatchingPoints points, int point) {
        int tensors = points.tensors().size();
        return point < tensors
                ? points.tensors().get(point).name()
                : points.weights().get(point - tensors).name();
    }
}
