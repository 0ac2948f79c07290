package dev.octet.compare.layers;

import dev.octet.calibrate.data.DataSource;
import dev.octet.graph.Model;
import dev.octet.progress.Progress;
import dev.octet.runtime.Session;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/** What each quantized tensor and weight by itself does to the outputs of the float model. */
public final class Sensitivity {
    private final Model reference;
    private final Model quantized;
    private final MatchingPoints points;
    private final List<Integer> wanted;

    /**
     * Finds what to measure.
     *
     * @param reference the float model that {@code quantized} was made from
     * @param wanted whether a value of the float model is measured, by its name
     */
    public Sensitivity(Model reference, Model quantized, Predicate<String> wanted) {
        this.reference = reference;
        this.quantized = quantized;
        this.points = MatchingPoints.of(reference, quantized);
        this.wanted = IntStream.range(0, points.matched())
                .boxed()
                .filter(point -> wanted.test(name(point)))
                .sorted(Comparator.comparingInt(this::depth))
                .toList();
    }

    /**
     * Noise at the worst output as a share of its signal, by the name of the value that alone is quantized, the worst
     * first. Where there are more values than runs, those that cost little have an equal part of what they cost
     * together with their neighbours.
     *
     * @param settings how samples are run; errors are measured on the first
     * @param limit runs that this may take, 1 or more
     * @throws dev.octet.error.OctetException of kind RUNTIME if ONNX Runtime fails; of kind CANCELLED
     */
    public Map<String, Double> measure(DataSource data, LayerSettings settings, int limit, Progress progress) {
        if (wanted.isEmpty()) {
            return Map.of();
        }
        SwitchedModel.Switched switched = SwitchedModel.of(reference, quantized, points.tensors(), points.weights());
        progress.started("measuring tensors alone", Math.min(wanted.size(), limit));
        Map<Integer, Double> errors;
        try (Session session = Session.open(switched.model(), ExposedModel.settings(settings.threads()))) {
            SwitchedRuns runs = new SwitchedRuns(session, switched, new Samples(data, settings).inputs(0));
            errors = new GroupErrors(group -> runs.noise(group).share(), settings.cancellation(), progress)
                    .measure(wanted, limit);
        } finally {
            progress.finished();
        }
        Map<String, Double> shares = new LinkedHashMap<>();
        errors.entrySet().stream()
                .sorted(Map.Entry.<Integer, Double>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey()))
                .forEach(entry -> shares.put(name(entry.getKey()), entry.getValue()));
        return shares;
    }

    private String name(int point) {
        int tensors = points.tensors().size();
        return point < tensors
                ? points.tensors().get(point).name()
                : points.weights().get(point - tensors).name();
    }

    private int depth(int point) {
        int tensors = points.tensors().size();
        return point < tensors
                ? points.tensors().get(point).depth()
                : points.weights().get(point - tensors).depth();
    }
}
