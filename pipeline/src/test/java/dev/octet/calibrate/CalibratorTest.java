package dev.octet.calibrate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.octet.affine.Range;
import dev.octet.calibrate.CalibrationSettings.OnBadSample;
import dev.octet.calibrate.data.DataSource;
import dev.octet.calibrate.data.RandomSource;
import dev.octet.calibrate.data.Sample;
import dev.octet.error.Kind;
import dev.octet.error.OctetException;
import dev.octet.graph.Model;
import dev.octet.observe.MinMaxEstimator;
import dev.octet.observe.MovingAverageEstimator;
import dev.octet.observe.RangeEstimator;
import dev.octet.observe.StatisticKind;
import dev.octet.progress.Cancellation;
import dev.octet.progress.Progress;
import dev.octet.tensor.ElementType;
import dev.octet.tensor.HalfFloats;
import dev.octet.tensor.Shape;
import dev.octet.tensor.Tensor;
import dev.octet.tensor.TensorData;
import dev.octet.testing.GraphText;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CalibratorTest {
    private static final Model SMALL = GraphText.parse("""
            x: float[N,3]
            W = values[3] {1, 10, 100}
            product = Mul(x, W)
            sum = ReduceSum(product, axes) {keepdims=0}
            axes = int64[1] {1}
            negative = Neg(sum)
            return negative
            """);
    private static final RangeEstimator MIN_MAX = new MinMaxEstimator();
    private static final CalibrationSettings SETTINGS = CalibrationSettings.defaults();

    private static DataSource rows(float[]... rows) {
        List<Sample> samples = new ArrayList<>();
        for (int i = 0; i < rows.length; i++) {
            samples.add(Sample.of("row" + i, Map.of("x", Tensor.ofFloats(Shape.of(1, rows[i].length), rows[i]))));
        }
        return DataSource.of(samples, "rows");
    }

    private static CalibrationResult observe(
            Model model, DataSource data, CalibrationSettings settings, String... values) {
        Set<String> wanted = new LinkedHashSet<>(List.of(values));
        return Calibrator.observe(model, wanted, data, settings, Progress.NONE);
    }

    @Test
    void findsTheExtremesOfComputedValuesInputsAndConstants() {
        DataSource data = rows(new float[] {1, 2, 3}, new float[] {-1, 0, 0.5f});

        CalibrationResult result = observe(SMALL, data, SETTINGS, "negative", "x", "product", "W");

        assertThat(result.ranges(MIN_MAX))
                .containsExactly(
                        Map.entry("negative", new Range(-321, -49)),
                        Map.entry("x", new Range(-1, 3)),
                        Map.entry("product", new Range(-1, 300)),
                        Map.entry("W", new Range(1, 100)));
        assertThat(result.samples()).isEqualTo(2);
        assertThat(result.data()).isEqualTo("rows");
        assertThat(result.random()).isFalse();
        assertThat(result.unseen()).isEmpty();
    }

    @Test
    void marksWhatCameFromRandomInput() {
        DataSource random = RandomSource.of(SMALL.graph().requiredInputs(), 3, 1, Map.of(), Map.of());

        assertThat(observe(SMALL, random, SETTINGS, "product").random()).isTrue();
    }

    @Test
    void needsNoRunForInputsAlone() {
        assertThat(observe(SMALL, rows(new float[] {5, 6, 7}), SETTINGS, "x").ranges(MIN_MAX))
                .containsExactly(Map.entry("x", new Range(5, 7)));
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "1, 4", "2, 1", "3, 7", "4, 50"})
    void doesNotDependOnWorkersOrBatches(int workers, int batchSize) {
        Random random = new Random(3);
        float[][] rows = new float[41][3];
        for (float[] row : rows) {
            for (int i = 0; i < row.length; i++) {
                row[i] = (float) random.nextGaussian();
            }
        }
        String[] values = {"negative", "product", "x"};

        CalibrationSettings everything = SETTINGS.withStatistics(EnumSet.allOf(StatisticKind.class));

        for (CalibrationSettings settings : List.of(SETTINGS, everything)) {
            CalibrationResult alone = observe(SMALL, rows(rows), settings.withWorkers(1), values);
            CalibrationResult shared =
                    observe(SMALL, rows(rows), settings.withWorkers(workers).withBatchSize(batchSize), values);
            assertThat(shared).isEqualTo(alone);
            assertThat(shared.samples()).isEqualTo(41);
        }
    }

    @Test
    void movingAveragesFollowTheOrderOfTheSamplesWhateverTheBatches() {
        DataSource data = rows(new float[] {0, 0, 2}, new float[] {0, 0, 4}, new float[] {-8, 0, 0});
        RangeEstimator average = new MovingAverageEstimator(0.5);

        CalibrationResult result =
                observe(SMALL, data, SETTINGS.withStatistics(average.needs()).withBatchSize(3), "x");

        assertThat(result.ranges(average)).containsEntry("x", new Range(-4, 1.5f));
    }

    @Test
    void samplesOfEveryLengthGoThroughAModelThatTakesThem() {
        Model model = GraphText.parse("x: float[N,L]; y = Neg(x); return y");
        DataSource data = rows(new float[] {1}, new float[] {2, 3, 4}, new float[] {5, 6, 7}, new float[] {8});

        assertThat(observe(model, data, SETTINGS.withBatchSize(4).withWorkers(1), "y")
                        .ranges(MIN_MAX))
                .containsExactly(Map.entry("y", new Range(-8, -1)));
    }

    @Test
    void observesHalfPrecision() {
        Model model = GraphText.parse("x: float16[N]; y = Neg(x); return y");
        ByteBuffer bytes = ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN);
        bytes.putShort(0, HalfFloats.toHalf(0.5f)).putShort(2, HalfFloats.toHalf(-3));
        Tensor tensor = new Tensor(ElementType.FLOAT16, Shape.of(2), TensorData.ofBuffer(bytes));
        DataSource data = DataSource.of(List.of(Sample.of("a", Map.of("x", tensor))), "halves");

        assertThat(observe(model, data, SETTINGS, "y").ranges(MIN_MAX))
                .containsExactly(Map.entry("y", new Range(-0.5f, 3)));
    }

    @Test
    void reportsValuesThatAreNotFiniteWithTheirFirstSample() {
        DataSource data = rows(new float[] {1, 1, 1}, new float[] {Float.NaN, 2, Float.NEGATIVE_INFINITY}, new float[] {
            0, Float.POSITIVE_INFINITY, 0
        });

        CalibrationResult result = observe(SMALL, data, SETTINGS, "product", "negative");

        assertThat(result.nonFinite())
                .extracting(NonFinite::toString)
                .containsExactly(
                        "'product': 3 values are NaN or infinite in 2 samples, first in 'row1'",
                        "'negative': 2 values are NaN or infinite in 2 samples, first in 'row1'");
        assertThat(result.ranges(MIN_MAX)).containsEntry("product", new Range(0, 100));
    }

    @Test
    void saysWhichValuesNeverHadANumber() {
        CalibrationResult result =
                observe(SMALL, rows(new float[] {Float.NaN, Float.NaN, Float.NaN}), SETTINGS, "product");

        assertThat(result.unseen()).containsExactly("product");
        assertThat(result.ranges(MIN_MAX)).isEmpty();
    }

    @Test
    void computesNothingThatNobodyAskedFor() {
        // The second branch would fail: the reshape does not fit.
        Model model = GraphText.parse("""
                x: float[N,3]
                shape = int64[1] {7}
                y = Neg(x)
                z = Reshape(y, shape)
                return y, z
                """);

        assertThat(observe(model, rows(new float[] {1, 2, 3}), SETTINGS, "y").ranges(MIN_MAX))
                .containsExactly(Map.entry("y", new Range(-3, -1)));
    }

    @Test
    void ignoresInitializersThatAreAlsoInputs() {
        Model model = GraphText.parse("ir 3; opset 8; x: float[1,2]; w: float[2] = {3}; y = Mul(x, w); return y");

        assertThat(observe(model, rows(new float[] {1, 2}), SETTINGS, "y").ranges(MIN_MAX))
                .containsExactly(Map.entry("y", new Range(3, 6)));
    }

    @Test
    void feedsOutputsBackAndStartsOverWithEachGroup() {
        Model model = GraphText.parse("x: float[1,1]; state: float[M,1]; next = Add(x, state); return next");
        List<Sample> samples = new ArrayList<>();
        for (String group : List.of("a", "a", "a", "b")) {
            samples.add(new GroupedSample(
                    "s" + samples.size(), group, Map.of("x", Tensor.ofFloats(Shape.of(1, 1), 2))));
        }
        CalibrationSettings settings = SETTINGS.withFeedback(Map.of("state", "next"));

        CalibrationResult result = observe(model, DataSource.of(samples, "grouped"), settings, "next", "state");

        assertThat(result.ranges(MIN_MAX))
                .containsExactly(Map.entry("next", new Range(2, 6)), Map.entry("state", new Range(0, 4)));
    }

    private record GroupedSample(String id, String group, Map<String, Tensor> inputs) implements Sample {}

    @Test
    void givesEverySampleTheSameConstants() {
        Model model = GraphText.parse("x: float[1,1]; rate: float[]; y = Mul(x, rate); return y");
        CalibrationSettings settings = SETTINGS.withConstants(Map.of("rate", Tensor.scalar(16)));

        assertThat(observe(model, rows(new float[] {2}), settings, "y").ranges(MIN_MAX))
                .containsExactly(Map.entry("y", new Range(32, 32)));
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "2, 1", "1, 3", "3, 5"})
    void skipsBadSamplesWhenAskedAndSaysWhich(int workers, int batchSize) {
        DataSource data = rows(new float[] {1, 1, 1}, new float[] {9, 9}, new float[] {2, 2, 2}, new float[] {9});
        CalibrationSettings settings =
                SETTINGS.withOnBadSample(OnBadSample.SKIP).withWorkers(workers).withBatchSize(batchSize);

        CalibrationResult result = observe(SMALL, data, settings, "x");
        CalibrationResult computed = observe(SMALL, data, settings, "product");

        assertThat(computed.skipped()).extracting(SkippedSample::number).containsExactly(1L, 3L);
        assertThat(computed.skipped().get(0).reason()).startsWith("Sample 'row1': Input 'x': expected float[N,3]");
        assertThat(computed.ranges(MIN_MAX)).containsEntry("product", new Range(1, 200));
        assertThat(computed.samples()).isEqualTo(2);
        assertThat(result.samples())
                .as("nothing runs, so nothing is checked again")
                .isEqualTo(4);
    }

    @Test
    void failsAtTheFirstBadSampleByDefault() {
        DataSource data = rows(new float[] {1, 1, 1}, new float[] {9, 9}, new float[] {9});

        assertFails(Kind.INVALID_DATA, "Sample 'row1': Input 'x'", () -> observe(SMALL, data, SETTINGS, "product"));
    }

    @Test
    void namesTheSampleThatMakesTheRunFail() {
        Model model = GraphText.parse("x: float[N,L]; s = int64[1] {3}; y = Reshape(x, s); return y");
        DataSource data = rows(new float[] {1, 2, 3}, new float[] {1, 2});

        assertFails(Kind.RUNTIME, "Sample 'row1': ", () -> observe(model, data, SETTINGS, "y"));
    }

    @Test
    void failsWithoutSamples() {
        assertFails(
                Kind.INVALID_DATA,
                "No samples to calibrate with in rows: it is empty",
                () -> observe(SMALL, rows(), SETTINGS, "x"));
        assertFails(
                Kind.INVALID_DATA,
                "all of its 1 samples are bad, the first because: Sample 'row0'",
                () -> observe(SMALL, rows(new float[] {1}), SETTINGS.withOnBadSample(OnBadSample.SKIP), "product"));
    }

    @Test
    void refusesValuesThatAreNotThere() {
        assertFails(
                Kind.CONFIGURATION,
                "The model's main graph has no value 'prodduct' to observe; did you mean 'product'?",
                () -> observe(SMALL, rows(new float[] {1, 2, 3}), SETTINGS, "prodduct"));
    }

    @Test
    void refusesValuesThatAreNotFloating() {
        Model model = GraphText.parse("x: float[N,3]; y = Shape(x); return y");

        assertFails(
                Kind.CONFIGURATION,
                "Value 'y' is of type int64; only floating values can be observed",
                () -> observe(model, rows(new float[] {1, 2, 3}), SETTINGS, "y"));
    }

    @Test
    void refusesFeedbackIntoNothing() {
        assertFails(
                Kind.CONFIGURATION,
                "Feedback names the input 'state', but the model needs only",
                () -> observe(
                        SMALL,
                        rows(new float[] {1, 2, 3}),
                        SETTINGS.withFeedback(Map.of("state", "negative")),
                        "product"));
    }

    @Test
    void stopsWhenAsked() {
        Cancellation cancellation = new Cancellation();
        List<Sample> endless = new ArrayList<>();
        DataSource data = () -> new Iterator<>() {
            @Override
            public boolean hasNext() {
                return true;
            }

            @Override
            public Sample next() {
                endless.add(Sample.of("s", Map.of("x", Tensor.ofFloats(Shape.of(1, 3), 1, 2, 3))));
                if (endless.size() == 10) {
                    cancellation.request();
                }
                return endless.get(endless.size() - 1);
            }
        };

        assertFails(
                Kind.CANCELLED,
                "Stopped",
                () -> observe(SMALL, data, SETTINGS.withCancellation(cancellation), "product"));
        assertThat(endless.size()).isLessThan(20);
    }

    @Test
    void tellsHowFarItIs() {
        List<String> heard = new ArrayList<>();
        Progress progress = new Progress() {
            @Override
            public void started(String task, long total) {
                heard.add(task + " of " + total);
            }

            @Override
            public void advanced(long done) {
                heard.add("" + done);
            }

            @Override
            public void finished() {
                heard.add("finished");
            }
        };

        Calibrator.observe(SMALL, Set.of("x"), rows(new float[] {1}, new float[] {2}), SETTINGS, progress);

        assertThat(heard).containsExactly("calibrating of 2", "1", "2", "finished");
    }

    private static void assertFails(Kind kind, String message, ThrowingCallable work) {
        assertThatThrownBy(work)
                .isInstanceOfSatisfying(
                        OctetException.class,
                        failure -> assertThat(failure.kind()).isEqualTo(kind))
                .hasMessageContaining(message);
    }
}
