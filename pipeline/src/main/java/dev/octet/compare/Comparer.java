package dev.octet.compare;

import dev.octet.calibrate.data.Sample;
import dev.octet.compare.label.LabelledSample;
import dev.octet.compare.layers.LayerAnalysis;
import dev.octet.compare.layers.LayerReport;
import dev.octet.compare.layers.LayerSettings;
import dev.octet.error.OctetException;
import dev.octet.format.OnnxReader;
import dev.octet.graph.Model;
import dev.octet.graph.Value;
import dev.octet.progress.Progress;
import dev.octet.provenance.Provenance;
import dev.octet.tensor.Tensor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Compares a float model with its quantized twin, both in this process.
 *
 * <p>Samples go by one at a time: memory does not grow with their number, but for the few numbers of each that
 * intervals need. The same models, data and settings give the same figures; times do not repeat.
 */
public final class Comparer {
    /** Enough to see texts of different lengths, few enough to keep in memory. */
    private static final int TIMED_SAMPLES = 8;

    private final ComparisonSettings settings;
    private final Progress progress;
    private final Model reference;
    private final Model quantized;

    private Comparer(ComparisonSettings settings, Progress progress) {
        this.settings = settings;
        this.progress = progress;
        this.reference = OnnxReader.read(settings.reference());
        this.quantized = OnnxReader.read(settings.quantized());
    }

    /**
     * Compares two models.
     *
     * @throws OctetException of the kind that tells whose fault it is; of kind CONFIGURATION if the models do not have
     *     the same inputs and outputs
     */
    public static Comparison compare(ComparisonSettings settings, Progress progress) {
        return new Comparer(settings, progress).run();
    }

    private Comparison run() {
        requireSame(
                "inputs", reference.graph().requiredInputs(), quantized.graph().requiredInputs());
        requireSame("outputs", reference.graph().outputs(), quantized.graph().outputs());
        EvaluationSet set = settings.data().apply(sampleInputs());
        set.requireLabels();
        Optional<Speed> speed = settings.speed().map(duration -> speed(set, duration));
        OutputMeters outputs = new OutputMeters();
        KernelMeters kernels = new KernelMeters(settings.kernelSamples());
        try (MetricMeters metrics = new MetricMeters(set, settings.bootstrap())) {
            long samples = measure(set, outputs, metrics, kernels);
            return comparison(set, samples, outputs, metrics.results(settings.cancellation()), kernels, speed);
        }
    }

    private Comparison comparison(
            EvaluationSet set,
            long samples,
            OutputMeters outputs,
            List<MetricComparison> metrics,
            KernelMeters kernels,
            Optional<Speed> speed) {
        return new Comparison(
                ComparedModel.of(settings.reference(), reference),
                ComparedModel.of(settings.quantized(), quantized),
                set.data().description(),
                samples,
                outputs.results(),
                metrics,
                kernels.result(),
                speed,
                settings.layers().map(thoroughness -> layers(set, thoroughness)),
                provenance(),
                settings.threads());
    }

    /** Metadata that only looks like Octet's is no reason not to compare. */
    private Optional<Provenance> provenance() {
        try {
            return Provenance.of(quantized);
        } catch (OctetException strange) {
            return Optional.empty();
        }
    }

    private LayerReport layers(EvaluationSet set, LayerSettings thoroughness) {
        LayerSettings inputs =
                thoroughness.withConstants(settings.constants()).withCancellation(settings.cancellation());
        return LayerAnalysis.of(reference, quantized, set.data(), inputs, progress);
    }

    private static void requireSame(String what, List<Value> expected, List<Value> found) {
        List<String> names = expected.stream().map(Value::name).sorted().toList();
        List<String> others = found.stream().map(Value::name).sorted().toList();
        if (!names.equals(others)) {
            throw OctetException.configuration(
                    "Expected two forms of one model, with the same %s; the first has %s, the second %s"
                            .formatted(what, names, others));
        }
    }

    private List<Value> sampleInputs() {
        return reference.graph().requiredInputs().stream()
                .filter(input -> !settings.constants().containsKey(input.name()))
                .toList();
    }

    private Map<String, Tensor> inputs(Sample sample) {
        Map<String, Tensor> inputs = new LinkedHashMap<>(settings.constants());
        inputs.putAll(sample.inputs());
        return inputs;
    }

    private long measure(EvaluationSet set, OutputMeters outputs, MetricMeters metrics, KernelMeters kernels) {
        progress.started("comparing", set.data().size().orElse(Progress.UNKNOWN));
        long samples = 0;
        try (ModelPair pair = new ModelPair(reference, quantized, settings)) {
            for (Sample sample : set.data()) {
                settings.cancellation().check();
                Map<String, Tensor> inputs = inputs(sample);
                ModelPair.Outputs both = pair.run(inputs);
                outputs.add(both.reference(), both.quantized());
                metrics.add(sample.id(), inputs, LabelledSample.labelOf(sample), both);
                if (kernels.wants()) {
                    kernels.add(both, pair.runAsWritten(inputs));
                }
                progress.advanced(++samples);
            }
        } finally {
            progress.finished();
        }
        if (samples == 0) {
            throw OctetException.invalidData("Expected at least one sample to compare on, got none");
        }
        return samples;
    }

    private Speed speed(EvaluationSet set, java.time.Duration duration) {
        List<Map<String, Tensor>> samples = new ArrayList<>();
        for (Sample sample : set.data()) {
            if (samples.size() == TIMED_SAMPLES * settings.batch()) {
                break;
            }
            samples.add(inputs(sample));
        }
        return SpeedMeter.measure(reference, quantized, samples, duration, settings);
    }
}
