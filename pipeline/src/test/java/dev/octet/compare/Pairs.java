package dev.octet.compare;

import dev.octet.calibrate.data.DataSource;
import dev.octet.calibrate.data.Sample;
import dev.octet.compare.label.LabelledSample;
import dev.octet.compare.metric.Metric;
import dev.octet.format.OnnxWriter;
import dev.octet.progress.Progress;
import dev.octet.tensor.ElementType;
import dev.octet.tensor.Shape;
import dev.octet.tensor.Tensor;
import dev.octet.testing.GraphText;
import dev.octet.testing.RandomTensors;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Pairs of small models, and comparisons of them. */
public final class Pairs {
    /** Three scores of four numbers, and the same with errors. */
    public static final String SCORES = "x: float[N,4]; W = random[4,3]; y = MatMul(x, W); return y";

    public static final String NEARLY = "x: float[N,4]; W = random[4,3]; e = values[3] {0.25, 0, -0.5}; "
            + "m = MatMul(x, W); y = Add(m, e); return y";

    private Pairs() {}

    /** Random samples of four numbers, labelled 0, 1, 2, 0 and so on. */
    public static DataSource samples(int count) {
        List<Sample> samples = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Tensor x = RandomTensors.random(ElementType.FLOAT, Shape.of(1, 4), i, "x");
            Tensor label = Tensor.ofLongs(Shape.SCALAR, i % 3);
            samples.add(new LabelledSample(Sample.of("sample" + i, Map.of("x", x)), label));
        }
        return DataSource.of(samples, count + " random samples");
    }

    /** Everything but speed, on the samples. */
    public static Comparison compare(String reference, String quantized, DataSource data, Metric... metrics) {
        return compare(settings(reference, quantized, data, metrics));
    }

    /** As asked. */
    public static Comparison compare(ComparisonSettings settings) {
        return Comparer.compare(settings, Progress.NONE);
    }

    /** Both models in files; no speed, one thread. */
    public static ComparisonSettings settings(String reference, String quantized, DataSource data, Metric... metrics) {
        return settings(reference, quantized, EvaluationSet.of(data, List.of(metrics)));
    }

    /** As above, for metrics that are commands too. */
    public static ComparisonSettings settings(String reference, String quantized, EvaluationSet set) {
        return ComparisonSettings.of(write(reference), write(quantized), inputs -> set)
                .withSpeed(Optional.empty())
                .withThreads(1);
    }

    private static Path write(String graph) {
        try {
            Path file = Files.createTempFile("octet", ".onnx");
            file.toFile().deleteOnExit();
            OnnxWriter.write(GraphText.parse(graph), file);
            return file;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
