package dev.octet.defects;

import static org.assertj.core.api.Assertions.assertThat;

import dev.octet.StaticQuantization;
import dev.octet.StaticQuantizationConfiguration;
import dev.octet.StaticQuantizationResult;
import dev.octet.StaticQuantizationResult.Quantized;
import dev.octet.affine.Affine;
import dev.octet.calibrate.data.DataSource;
import dev.octet.calibrate.data.Sample;
import dev.octet.format.ModelCheck;
import dev.octet.format.OnnxReader;
import dev.octet.format.OnnxWriter;
import dev.octet.graph.Model;
import dev.octet.graph.Node;
import dev.octet.place.PlacementSettings;
import dev.octet.place.PlacementSettings.Preference;
import dev.octet.place.TargetTable;
import dev.octet.progress.Progress;
import dev.octet.runtime.OptimizationLevel;
import dev.octet.runtime.Session;
import dev.octet.runtime.SessionSettings;
import dev.octet.tensor.ElementType;
import dev.octet.tensor.Tensor;
import dev.octet.testing.GraphText;
import dev.octet.testing.SeededSamples;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * A model quantized by the whole of Octet from its file, calibrated on seeded input, so that whatever can be quantized
 * is.
 *
 * @param original the model before
 * @param written the model after, as read from its file
 * @param result what Octet says it did
 * @param samples what it was calibrated on
 */
public record WholeRun(Model original, Model written, StaticQuantizationResult result, List<Sample> samples) {
    private static final SessionSettings OPTIMIZED = SessionSettings.defaults().withThreads(1);
    private static final SessionSettings PLAIN = OPTIMIZED.withLevel(OptimizationLevel.NONE);
    private static final int SAMPLES = 6;
    /** Rounding of binary32 in between may add this share of a step. */
    private static final double ROUNDING = 1.001;

    /** Quantizes a model in the form of {@link GraphText}. */
    public static WholeRun of(String text) {
        return of(text, UnaryOperator.identity());
    }

    /** Quantizes a model with other settings. */
    public static WholeRun of(String text, UnaryOperator<StaticQuantizationConfiguration> settings) {
        return of(GraphText.parse(text), settings);
    }

    /** Quantizes a model with other settings. */
    public static WholeRun of(Model model, UnaryOperator<StaticQuantizationConfiguration> settings) {
        try {
            Path folder = Files.createTempDirectory("octet-defects");
            try {
                return run(folder, model, settings);
            } finally {
                try (Stream<Path> files = Files.list(folder)) {
                    files.forEach(file -> file.toFile().delete());
                }
                Files.delete(folder);
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static WholeRun run(Path folder, Model model, UnaryOperator<StaticQuantizationConfiguration> settings) {
        Path file = folder.resolve("model.onnx");
        OnnxWriter.write(model, file);
        List<Sample> samples = SeededSamples.list(model, SAMPLES);
        StaticQuantizationConfiguration configuration = StaticQuantizationConfiguration.of(
                        file, folder.resolve("model.int8.onnx"), DataSource.of(samples, "seeded samples"))
                .withTarget(TargetTable.named("x86-64-vnni"))
                .withPlacement(PlacementSettings.defaults().withPreference(Preference.SIZE));
        StaticQuantizationResult result = StaticQuantization.quantize(settings.apply(configuration), Progress.NONE);
        Model written = OnnxReader.read(result.output());
        ModelCheck.check(written);
        return new WholeRun(model, written, result, samples).keepsTheSignature();
    }

    private WholeRun keepsTheSignature() {
        assertThat(written.graph().outputs())
                .hasToString(original.graph().outputs().toString());
        assertThat(written.graph().requiredInputs())
                .hasToString(original.graph().requiredInputs().toString());
        if (original.irVersion() > 3) {
            assertThat(written.graph().inputs())
                    .hasToString(original.graph().inputs().toString());
        }
        return this;
    }

    /**
     * Every output has this signal over noise in dB, with graph optimizations and without, and the two agree to within
     * one step of the output's quantizer, or of its range in 255 parts where it has none.
     */
    public WholeRun isWithin(double decibels) {
        return isWithin(decibels, 1);
    }

    /** As {@link #isWithin(double)}, but the two may differ by so many steps. */
    public WholeRun isWithin(double decibels, double steps) {
        try (Session reference = Session.open(original, PLAIN);
                Session optimized = Session.open(written, OPTIMIZED);
                Session plain = Session.open(written, PLAIN)) {
            for (Sample sample : samples) {
                Map<String, Tensor> on = optimized.run(sample.inputs());
                Map<String, Tensor> off = plain.run(sample.inputs());
                reference.run(sample.inputs()).forEach((name, wanted) -> {
                    Tensor first = Objects.requireNonNull(on.get(name));
                    Tensor second = Objects.requireNonNull(off.get(name));
                    assertThat(decibels(wanted, first))
                            .as("'%s' optimized", name)
                            .isGreaterThan(decibels);
                    assertThat(decibels(wanted, second)).as("'%s' plain", name).isGreaterThan(decibels);
                    double difference = largestDifference(first, second);
                    assertThat(difference == 0 ? 0 : difference / step(name, wanted))
                            .as("steps between '%s' optimized and plain", name)
                            .isLessThanOrEqualTo(steps * ROUNDING);
                });
            }
        }
        return this;
    }

    /** ONNX Runtime runs so many nodes of an operator on integers. */
    public WholeRun fuses(String operator, int count) {
        assertThat(quantized().fusion().integerNodes().getOrDefault(operator, 0))
                .as(() -> "integer kernels of " + operator + " in\n" + GraphText.summary(written))
                .isEqualTo(count);
        return this;
    }

    /** The model was left as it was, for this reason. */
    public void isLeftFloat(String reason) {
        assertThat(result.quantized()).isEmpty();
        assertThat(result.plan().toString() + result.notes()).contains(reason);
        assertThat(GraphText.print(written)).isEqualTo(GraphText.print(original));
    }

    /** The report says of the node that computes a value why it stays float. */
    public WholeRun leavesFloat(String output, String reason) {
        assertThat(result.plan().nodes())
                .filteredOn(entry -> entry.node().outputs().contains(output))
                .extracting(entry -> entry.decision().toString())
                .singleElement(org.assertj.core.api.InstanceOfAssertFactories.STRING)
                .contains(reason);
        return this;
    }

    /** How many nodes of an operator the main graph of the written model has. */
    public long count(String operator) {
        return nodes().stream().filter(node -> node.is(operator)).count();
    }

    public List<Node> nodes() {
        return written.graph().nodes();
    }

    public Quantized quantized() {
        return result.quantized().orElseThrow(() -> new AssertionError("left float: " + result.notes()));
    }

    private double step(String output, Tensor wanted) {
        Affine map = result.quantized().isEmpty()
                ? null
                : quantized().inserted().activations().get(output);
        double range = 0;
        for (float element : numbers(wanted)) {
            range = Math.max(range, Math.abs(element));
        }
        return map == null ? 2 * range / 255 : map.scale();
    }

    private static double largestDifference(Tensor first, Tensor second) {
        float[] a = numbers(first);
        float[] b = numbers(second);
        double largest = 0;
        for (int i = 0; i < a.length; i++) {
            largest = Math.max(largest, Math.abs((double) a[i] - b[i]));
        }
        return largest;
    }

    private static double decibels(Tensor wanted, Tensor got) {
        assertThat(got.shape()).isEqualTo(wanted.shape());
        float[] expected = numbers(wanted);
        float[] actual = numbers(got);
        double signal = 0;
        double noise = 0;
        for (int i = 0; i < expected.length; i++) {
            signal += (double) expected[i] * expected[i];
            noise += Math.pow((double) expected[i] - actual[i], 2);
        }
        return noise == 0 ? Double.POSITIVE_INFINITY : 10 * Math.log10(signal / noise);
    }

    private static float[] numbers(Tensor tensor) {
        if (tensor.type().isFloating()) {
            return tensor.toFloats();
        }
        assertThat(tensor.type()).isNotEqualTo(ElementType.STRING);
        long[] whole = tensor.toLongs();
        float[] numbers = new float[whole.length];
        for (int i = 0; i < whole.length; i++) {
            numbers[i] = whole[i];
        }
        return numbers;
    }
}
