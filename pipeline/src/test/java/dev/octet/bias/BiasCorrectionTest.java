package dev.octet.bias;

import static org.assertj.core.api.Assertions.assertThat;

import dev.octet.affine.Range;
import dev.octet.calibrate.data.DataSource;
import dev.octet.calibrate.data.Sample;
import dev.octet.graph.Graph;
import dev.octet.graph.Model;
import dev.octet.graph.Node;
import dev.octet.graph.Value;
import dev.octet.graph.ValueType;
import dev.octet.insert.Inserted;
import dev.octet.insert.QdqInserter;
import dev.octet.place.Placement;
import dev.octet.place.PlacementSettings;
import dev.octet.place.PlacementSettings.Preference;
import dev.octet.place.Plan;
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
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Means of channels, as ONNX Runtime computes them from samples that no bias was corrected with. */
class BiasCorrectionTest {
    private static final SessionSettings PLAIN =
            SessionSettings.defaults().withLevel(OptimizationLevel.NONE).withThreads(1);
    private static final Shape SHAPE = Shape.of(1, 4, 9, 9);
    /** Samples reach to 1; what is beyond is cut off, which takes from every mean. */
    private static final Range CUT = new Range(0, 0.8f);

    /** All elements are positive, as behind a Relu. */
    private static Tensor input(long seed) {
        float[] elements =
                RandomTensors.random(ElementType.FLOAT, SHAPE, seed, "x").toFloats();
        for (int i = 0; i < elements.length; i++) {
            elements[i] = Math.abs(elements[i]);
        }
        return Tensor.ofFloats(SHAPE, elements);
    }

    private static DataSource samples(int first) {
        return DataSource.of(
                IntStream.range(first, first + 8)
                        .mapToObj(seed -> Sample.of("sample " + seed, Map.of("x", input(seed))))
                        .toList(),
                "eight samples");
    }

    /** A model with everything quantized, as it is and with biases corrected. */
    private record Pair(Model model, Plan plan, Inserted before, Inserted after) {
        static Pair of(String text) {
            Model model = GraphText.parse("x: float[1,4,9,9]\n" + text);
            Plan plan = Placement.plan(
                    model,
                    TypeInference.infer(model),
                    TargetTable.named("x86-64-vnni"),
                    PlacementSettings.defaults().withPreference(Preference.SIZE));
            Inserted before = QdqInserter.insert(model, plan, ranges(model, plan));
            Inserted after =
                    BiasCorrection.observe(model, plan, samples(0), Map.of()).correct(plan, before);
            return new Pair(model, plan, before, after);
        }

        /** The largest difference of a channel's mean to that of the float model. */
        double error(Inserted quantized) {
            double[] exact = means(model);
            double[] coded = means(quantized.model());
            return IntStream.range(0, exact.length)
                    .mapToDouble(channel -> Math.abs(exact[channel] - coded[channel]))
                    .max()
                    .orElseThrow();
        }
    }

    private static Map<String, Range> ranges(Model model, Plan plan) {
        Map<String, Range> ranges = new LinkedHashMap<>();
        List<Value> outputs = new ArrayList<>();
        plan.observed().forEach(name -> outputs.add(Value.of(name, ValueType.UNDECLARED)));
        outputs.removeIf(value -> value.name().equals("x"));
        Model exposed =
                model.withGraph(model.graph().toBuilder().outputs(outputs).build());
        try (Session session = Session.open(exposed, PLAIN)) {
            samples(0)
                    .forEach(sample -> session.run(sample.inputs())
                            .forEach((name, tensor) -> ranges.merge(name, range(tensor), Range::union)));
        }
        ranges.put("x", CUT);
        return ranges;
    }

    private static Range range(Tensor tensor) {
        float least = 0;
        float most = 0;
        for (float element : tensor.toFloats()) {
            least = Math.min(least, element);
            most = Math.max(most, element);
        }
        return new Range(least, most);
    }

    private static double[] means(Model model) {
        double[] sum = {};
        try (Session session = Session.open(model, PLAIN)) {
            for (Sample sample : samples(100)) {
                double[] mean = ChannelMean.of(
                        Objects.requireNonNull(session.run(sample.inputs()).get("y")));
                sum = sum.length == 0 ? new double[mean.length] : sum;
                for (int channel = 0; channel < mean.length; channel++) {
                    sum[channel] += mean[channel] / 8;
                }
            }
        }
        return sum;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "W = random[4,1,3,3]; b = random[4]; y = Conv(x, W, b) {group=4}; return y",
                "V = random[4,4,1,1]; W = random[6,4,3,3]; a = random[4]; b = random[6]; c = Conv(x, V, a); r = Relu(c); "
                        + "y = Conv(r, W, b) {pads=[1,1,1,1]}; return y",
                "V = random[4,4,1,1]; a = random[4]; b = random[4]; c = Conv(x, V, a); r = Relu(c); "
                        + "d = Concat(c, r) {axis=1}; U = random[4,8,1,1]; y = Conv(d, U, b); return y",
                "W = random[4,6]; b = random[6]; p = GlobalAveragePool(x); f = Flatten(p); y = Gemm(f, W, b); return y"
            })
    void channelsHaveTheMeanThatTheyHaveOnFloats(String statements) {
        Pair pair = Pair.of(statements);

        assertThat(pair.error(pair.after())).isLessThan(0.4 * pair.error(pair.before()));
    }

    @Test
    void changesNothingButCodesOfBiasesWhichGetANameOfTheirOwn() {
        Pair pair = Pair.of("W = random[4,4,1,1]; b = random[4]; y = Conv(x, W, b); return y");
        Graph before = pair.before().model().graph();
        Graph after = pair.after().model().graph();

        assertThat(after.nodes())
                .map(Node::label)
                .isEqualTo(before.nodes().stream().map(Node::label).toList());
        assertThat(pair.after().activations()).isEqualTo(pair.before().activations());
        Tensor changed = after.constant("b_corrected_quantized").orElseThrow();
        assertThat(changed.toLongs())
                .isNotEqualTo(before.constant("b_quantized").orElseThrow().toLongs());
        assertThat(pair.after().constants())
                .filteredOn(constant -> constant.name().equals("b"))
                .singleElement()
                .satisfies(constant -> assertThat(constant.codes()).isSameAs(changed));
        assertThat(after.initializers()).doesNotContainKey("b_quantized");
        before.initializers().forEach((name, initializer) -> {
            if (!name.equals("b_quantized")) {
                assertThat(after.constant(name).orElseThrow()).isSameAs(initializer.tensor());
            }
        });
    }

    @Test
    void leavesABiasThatTwoNodesRead() {
        // Both read one input, so that the codes are the same and are stored once.
        Pair pair = Pair.of(
                "W = random[4,4,1,1]; b = random[4]; c = Conv(x, W, b); d = Conv(x, W, b); y = Add(c, d); return y");

        assertThat(pair.after().model().graph().initializers())
                .isEqualTo(pair.before().model().graph().initializers());
    }

    @Test
    void withoutASampleBiasesStay() {
        Pair pair = Pair.of("W = random[4,4,1,1]; b = random[4]; y = Conv(x, W, b); return y");
        BiasCorrection none =
                BiasCorrection.observe(pair.model(), pair.plan(), DataSource.of(List.of(), "nothing"), Map.of());

        assertThat(none.isNone()).isTrue();
        assertThat(none.correct(pair.plan(), pair.before())).isSameAs(pair.before());
    }
}
