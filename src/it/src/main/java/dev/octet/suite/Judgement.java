package dev.octet.suite;

import dev.octet.StaticQuantizationResult;
import dev.octet.StaticQuantizationResult.LeftFloat;
import dev.octet.StaticQuantizationResult.Quantized;
import dev.octet.affine.Affine;
import dev.octet.calibrate.data.DataSource;
import dev.octet.calibrate.data.Sample;
import dev.octet.compare.fidelity.FidelityMeter;
import dev.octet.error.OctetException;
import dev.octet.format.OnnxReader;
import dev.octet.graph.Graph;
import dev.octet.graph.Model;
import dev.octet.graph.Value;
import dev.octet.runtime.OptimizationLevel;
import dev.octet.runtime.Session;
import dev.octet.runtime.SessionSettings;
import dev.octet.tensor.ElementType;
import dev.octet.tensor.Tensor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Looks at what was written for a model that runs: it has to load, to run, to have the old signature, and to compute
 * about the same.
 */
final class Judgement {
    /** An output with less signal over noise, in dB, has to be explained by the report. */
    static final double EXPLAINED_BELOW = 15;

    /** One step of 8 bits over a range of one, such as that of Sigmoid. */
    private static final double SMALL = 1 / 255.0;

    private static final String NO_SIGNAL = "the float output is zero throughout";

    private static final long FIRST_IR_TO_OVERRIDE = 4;
    private static final SessionSettings OPTIMIZED = SessionSettings.defaults();
    private static final SessionSettings PLAIN = OPTIMIZED.withLevel(OptimizationLevel.NONE);

    private final Model original;
    private final StaticQuantizationResult result;
    private final DataSource samples;
    private final Map<String, FidelityMeter> meters = new LinkedHashMap<>();
    private final Map<String, Double> differences = new LinkedHashMap<>();
    private final Map<String, Double> magnitudes = new LinkedHashMap<>();

    Judgement(Model original, StaticQuantizationResult result, DataSource samples) {
        this.original = original;
        this.result = result;
        this.samples = samples;
    }

    Verdict verdict(Trial trial) {
        Model written = OnnxReader.read(result.output());
        String before = signature(original);
        String after = signature(written);
        if (!after.equals(before)) {
            return trial.verdict(Outcome.DEFECT, "signature %s became %s".formatted(before, after));
        }
        if (result.outcome() instanceof LeftFloat left) {
            return trial.verdict(Outcome.UNCHANGED, left.reason());
        }
        try {
            run(written);
        } catch (OctetException failure) {
            return trial.verdict(Outcome.DEFECT, "the quantized model does not run: " + failure.getMessage());
        }
        return quantized(trial, result.quantized().orElseThrow());
    }

    private Verdict quantized(Trial trial, Quantized quantized) {
        List<OutputVerdict> outputs = new ArrayList<>();
        List<String> unexplained = new ArrayList<>();
        meters.forEach((name, meter) -> {
            double sqnr = meter.result().sqnr();
            Optional<String> explanation = hasNoSignal(name, meter) ? Optional.of(NO_SIGNAL) : explanation(name);
            outputs.add(new OutputVerdict(name, sqnr, steps(name, quantized), explanation.orElse("")));
            if (sqnr < EXPLAINED_BELOW && explanation.isEmpty()) {
                unexplained.add("%s %.1f dB".formatted(name, sqnr));
            }
        });
        return trial.verdict(
                unexplained.isEmpty() ? Outcome.QUANTIZED : Outcome.DEFECT,
                unexplained.isEmpty() ? "" : "not explained: " + String.join(", ", unexplained),
                result,
                outputs);
    }

    /** Zeros have no signal that noise could be compared with; they are as good where hardly anything was added. */
    private boolean hasNoSignal(String output, FidelityMeter meter) {
        return magnitudes.getOrDefault(output, 0.0) == 0 && meter.result().maxError() <= SMALL;
    }

    private Optional<String> explanation(String output) {
        return result.notes().stream()
                .filter(note -> note.contains("'" + output + "'"))
                .findFirst();
    }

    /**
     * Largest difference between optimized and plain results, in steps of the quantizer in front of the output, or
     * where there is none in 255ths of the output's range, taken as symmetric.
     */
    private double steps(String output, Quantized quantized) {
        Affine map = quantized.inserted().activations().get(output);
        double difference = differences.getOrDefault(output, 0.0);
        double step = map == null ? 2 * magnitudes.getOrDefault(output, 0.0) / 255 : map.scale();
        return difference == 0 ? 0 : difference / step;
    }

    private void run(Model written) {
        try (Session reference = Session.open(original, OPTIMIZED);
                Session optimized = Session.open(written, OPTIMIZED);
                Session plain = Session.open(written, PLAIN)) {
            for (Sample sample : samples) {
                Map<String, Tensor> expected = reference.run(sample.inputs());
                Map<String, Tensor> actual = optimized.run(sample.inputs());
                Map<String, Tensor> unoptimized = plain.run(sample.inputs());
                expected.forEach((name, tensor) -> compare(name, tensor, actual.get(name), unoptimized.get(name)));
            }
        }
    }

    private void compare(
            String name,
            Tensor expected,
            @org.jspecify.annotations.Nullable Tensor actual,
            @org.jspecify.annotations.Nullable Tensor plain) {
        if (actual == null || plain == null || !actual.shape().equals(expected.shape())) {
            throw OctetException.invalidModel("output '%s' is %s, expected %s".formatted(name, actual, expected));
        }
        if (expected.type() == ElementType.STRING) {
            return;
        }
        float[] wanted = numbers(expected, expected);
        float[] got = numbers(actual, expected);
        meters.computeIfAbsent(name, key -> new FidelityMeter()).add(wanted, got, 1);
        float[] other = numbers(plain, expected);
        double difference = 0;
        double magnitude = 0;
        for (int i = 0; i < got.length; i++) {
            difference = Math.max(difference, Math.abs((double) got[i] - other[i]));
            magnitude = Math.max(magnitude, Math.abs((double) wanted[i]));
        }
        differences.merge(name, difference, Math::max);
        magnitudes.merge(name, magnitude, Math::max);
    }

    /**
     * What is compared: elements, and of whole numbers, which are mostly those of classes and places, whether they are
     * the expected ones, 1 or 0. Then the share of elements that differ is that of the noise.
     */
    private static float[] numbers(Tensor tensor, Tensor expected) {
        if (tensor.type().isFloating()) {
            return tensor.toFloats();
        }
        long[] whole = tensor.toLongs();
        long[] wanted = expected.toLongs();
        float[] same = new float[whole.length];
        for (int i = 0; i < whole.length; i++) {
            same[i] = whole[i] == wanted[i] ? 1 : 0;
        }
        return same;
    }

    /** In IR version 3 initializers had to be listed as inputs; from 4 on those that are can be overridden. */
    private static String signature(Model model) {
        Graph graph = model.graph();
        List<Value> inputs = model.irVersion() < FIRST_IR_TO_OVERRIDE ? graph.requiredInputs() : graph.inputs();
        return inputs + " -> " + graph.outputs();
    }
}
