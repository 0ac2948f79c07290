package dev.octet.insert;

import static org.assertj.core.api.Assertions.assertThat;

import dev.octet.affine.Range;
import dev.octet.format.OnnxReader;
import dev.octet.graph.Dimension;
import dev.octet.graph.Model;
import dev.octet.graph.Node;
import dev.octet.graph.Value;
import dev.octet.graph.ValueType;
import dev.octet.graph.ValueType.TensorType;
import dev.octet.place.Placement;
import dev.octet.place.PlacementSettings;
import dev.octet.place.PlacementSettings.Preference;
import dev.octet.place.Plan;
import dev.octet.place.Target;
import dev.octet.place.TargetTable;
import dev.octet.runtime.OptimizationLevel;
import dev.octet.runtime.Session;
import dev.octet.runtime.SessionSettings;
import dev.octet.runtime.TypeInference;
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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A graph given as text, quantized with the ranges that seeded inputs give it, and run before and after.
 *
 * @param before the float model
 * @param plan the plan
 * @param inserted the plan carried out
 */
record QdqFixture(Model before, Plan plan, Inserted inserted) {
    private static final PlacementSettings SMALL = PlacementSettings.defaults().withPreference(Preference.SIZE);
    private static final SessionSettings PLAIN =
            SessionSettings.defaults().withLevel(OptimizationLevel.NONE).withThreads(1);
    private static final int SEEDS = 4;

    static QdqFixture quantize(String text) {
        return quantize(text, TargetTable.named("x86-64-vnni"));
    }

    static QdqFixture quantize(String text, Target target) {
        Model model = GraphText.parse(text);
        Map<String, ValueType> types = TypeInference.infer(model);
        Plan plan = Placement.plan(model, types, target, SMALL);
        return new QdqFixture(model, plan, QdqInserter.insert(model, plan, ranges(model, plan)));
    }

    /** Both models give the same results but for noise so many decibels below them, with optimizations and without. */
    QdqFixture isWithin(double decibels) {
        for (OptimizationLevel level : List.of(OptimizationLevel.NONE, OptimizationLevel.ALL)) {
            try (Session expected = Session.open(before, PLAIN);
                    Session actual = Session.open(inserted.model(), PLAIN.withLevel(level))) {
                assertThat(actual.outputs()).isEqualTo(expected.outputs());
                for (int seed = 0; seed < SEEDS; seed++) {
                    Map<String, Tensor> inputs = inputs(before, seed);
                    Map<String, Tensor> wanted = expected.run(inputs);
                    actual.run(inputs)
                            .forEach((name, tensor) -> assertThat(decibels(tensor(wanted, name), tensor))
                                    .as("signal over noise of '%s' at level %s\n%s", name, level, text())
                                    .isGreaterThanOrEqualTo(decibels));
                }
            }
        }
        return this;
    }

    /** How many nodes of each operator ONNX Runtime has after its fusions, those left out that are named. */
    Map<String, Integer> optimized() {
        try {
            Path folder = Files.createTempDirectory("octet");
            Path file = folder.resolve("optimized.onnx");
            Session.open(
                            inserted.model(),
                            PLAIN.withLevel(OptimizationLevel.EXTENDED).withOptimizedModel(file))
                    .close();
            Map<String, Integer> counts = new TreeMap<>();
            for (Node node : OnnxReader.read(file).graph().nodes()) {
                counts.merge(node.operator().type(), 1, Integer::sum);
            }
            Files.delete(file);
            Files.delete(folder);
            return counts;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** The quantized model as text. */
    String text() {
        return GraphText.summary(inserted.model());
    }

    private static Tensor tensor(Map<String, Tensor> tensors, String name) {
        Tensor tensor = tensors.get(name);
        assertThat(tensor).as("output '%s'", name).isNotNull();
        return java.util.Objects.requireNonNull(tensor);
    }

    private static double decibels(Tensor wanted, Tensor got) {
        if (wanted.type() != ElementType.FLOAT) {
            return java.util.Arrays.equals(wanted.toLongs(), got.toLongs()) ? Double.POSITIVE_INFINITY : 0;
        }
        double signal = 0;
        double noise = 0;
        float[] expected = wanted.toFloats();
        float[] actual = got.toFloats();
        for (int i = 0; i < expected.length; i++) {
            signal += (double) expected[i] * expected[i];
            noise += Math.pow((double) expected[i] - actual[i], 2);
        }
        return noise == 0 ? Double.POSITIVE_INFINITY : 10 * Math.log10(signal / noise);
    }

    private static Map<String, Range> ranges(Model model, Plan plan) {
        List<Value> outputs = new ArrayList<>(model.graph().outputs());
        plan.observed().stream()
                .filter(name -> !model.graph().uses().isOutput(name))
                .forEach(name -> outputs.add(Value.of(name, ValueType.UNDECLARED)));
        Model exposed =
                model.withGraph(model.graph().toBuilder().outputs(outputs).build());
        Map<String, Range> ranges = new LinkedHashMap<>();
        try (Session session = Session.open(exposed, PLAIN)) {
            for (int seed = 0; seed < SEEDS; seed++) {
                Map<String, Tensor> results = new LinkedHashMap<>(session.run(inputs(model, seed)));
                plan.observed().forEach(name -> ranges.merge(name, range(tensor(results, name)), Range::union));
            }
        }
        return ranges;
    }

    private static Range range(Tensor tensor) {
        float min = Float.MAX_VALUE;
        float max = -Float.MAX_VALUE;
        for (float element : tensor.toFloats()) {
            min = Math.min(min, element);
            max = Math.max(max, element);
        }
        return new Range(min, max);
    }

    private static Map<String, Tensor> inputs(Model model, int seed) {
        Map<String, Tensor> inputs = new LinkedHashMap<>();
        for (Value input : model.graph().requiredInputs()) {
            TensorType type = (TensorType) input.type();
            long[] dimensions = type.dimensions().orElseThrow().stream()
                    .mapToLong(dimension -> dimension instanceof Dimension.Known known ? known.size() : 2)
                    .toArray();
            inputs.put(input.name(), RandomTensors.random(type.element(), Shape.of(dimensions), seed, input.name()));
        }
        return inputs;
    }
}
