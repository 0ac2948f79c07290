package dev.octet.calibrate.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.octet.error.Kind;
import dev.octet.error.OctetException;
import dev.octet.graph.Dimension;
import dev.octet.graph.Value;
import dev.octet.graph.ValueType.TensorType;
import dev.octet.tensor.ElementType;
import dev.octet.tensor.Shape;
import dev.octet.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Inputs that are set once, and models that take several samples at a time. */
class SampleRequestTest {
    private static final Value X = value("x", ElementType.FLOAT, -1, 2);
    private static final Value RATE = value("sr", ElementType.INT64);

    /** Dimensions below zero are open. */
    private static Value value(String name, ElementType element, long... dimensions) {
        List<Dimension> list = Arrays.stream(dimensions)
                .<Dimension>mapToObj(size -> size < 0 ? Dimension.UNKNOWN : new Dimension.Known(size))
                .toList();
        return Value.of(name, new TensorType(element, Optional.of(list)));
    }

    private static DataSource rows(int count) {
        List<Sample> samples = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            samples.add(Sample.of("s" + i, Map.of("x", Tensor.ofFloats(Shape.of(1, 2), i, i + 0.5f))));
        }
        return DataSource.of(samples, count + " rows");
    }

    private static SampleRequest setting(String name, String value) {
        return new SampleRequest(Map.of(name, value), OptionalInt.empty(), 1, false);
    }

    private static List<Map<String, Tensor>> inputs(DataSource source) {
        List<Map<String, Tensor>> all = new ArrayList<>();
        source.forEach(sample -> all.add(sample.inputs()));
        return all;
    }

    private static Tensor constant(Value input, String text) {
        Map<String, Tensor> only = inputs(setting(input.name(), text).open(List.of(input, X), inputs -> rows(1)))
                .get(0);
        return Objects.requireNonNull(only.get(input.name()));
    }

    @Test
    void setsAnInputForEverySampleAndAsksTheDataForTheOthersOnly() {
        List<Value> asked = new ArrayList<>();

        DataSource source = setting("sr", "16000").open(List.of(X, RATE), inputs -> {
            asked.addAll(inputs);
            return rows(2);
        });

        assertThat(asked).containsExactly(X);
        assertThat(inputs(source))
                .hasSize(2)
                .allSatisfy(sample -> assertThat(sample).containsEntry("sr", Tensor.ofLongs(Shape.of(), 16000)));
        assertThat(source.description()).contains("2 rows", "sr=16000");
    }

    @Test
    void fillsTheWholeTensorWithOneNumberOrTakesAllOfThem() {
        Value mask = value("mask", ElementType.FLOAT, 2, 3);
        Value sizes = value("sizes", ElementType.INT32, -1, 2);
        Value flag = value("flag", ElementType.BOOL, 1);

        assertThat(constant(mask, "0.5")).isEqualTo(Tensor.ofFloats(Shape.of(2, 3), .5f, .5f, .5f, .5f, .5f, .5f));
        assertThat(constant(mask, "1, 2,3,4,5,6")).isEqualTo(Tensor.ofFloats(Shape.of(2, 3), 1, 2, 3, 4, 5, 6));
        assertThat(constant(sizes, "7,8,9,10")).isEqualTo(Tensor.ofInts(Shape.of(2, 2), 7, 8, 9, 10));
        assertThat(constant(flag, "1").data().buffer().get()).isEqualTo((byte) 1);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
                    mask | 1,2   | expected 1 or 6 numbers separated by commas, got 2
                    mask | one   | expected a number of type float, got 'one'
                    sr   | 1.5   | expected a number of type int64, got '1.5'
                    msk  | 1     | The model has no input 'msk' to set to 1; did you mean 'mask'?
                    """)
    void refusesWhatDoesNotSuitTheModel(String name, String text, String message) {
        List<Value> inputs = List.of(X, RATE, value("mask", ElementType.FLOAT, 2, 3));

        assertThatThrownBy(() -> setting(name, text).open(inputs, rest -> rows(1)))
                .isInstanceOfSatisfying(
                        OctetException.class,
                        failure -> assertThat(failure.kind()).isEqualTo(Kind.CONFIGURATION))
                .hasMessageContaining(message);
    }

    @Test
    void groupsSamplesWhereTheModelTakesSeveralAtATimeAndLeavesOutTheRest() {
        List<Value> asked = new ArrayList<>();

        DataSource source = SampleRequest.all().open(List.of(value("x", ElementType.FLOAT, 2, 2)), inputs -> {
            asked.addAll(inputs);
            return rows(5);
        });

        assertThat(asked).containsExactly(X);
        assertThat(inputs(source))
                .containsExactly(
                        Map.of("x", Tensor.ofFloats(Shape.of(2, 2), 0, .5f, 1, 1.5f)),
                        Map.of("x", Tensor.ofFloats(Shape.of(2, 2), 2, 2.5f, 3, 3.5f)));
        assertThat(source.description()).isEqualTo("5 rows in 2 batches of 2, the last 1 left out");
    }

    @Test
    void takesWholeBatchesAsTheyAre() {
        Tensor whole = Tensor.ofFloats(Shape.of(2, 2), 1, 2, 3, 4);
        DataSource given = DataSource.of(List.of(Sample.of("all", Map.of("x", whole))), "one batch");

        DataSource source = SampleRequest.all().open(List.of(value("x", ElementType.FLOAT, 2, 2)), inputs -> given);

        assertThat(inputs(source)).containsExactly(Map.of("x", whole));
    }

    @Test
    void refusesFewerSamplesThanTheModelTakes() {
        assertThatThrownBy(() ->
                        SampleRequest.all().open(List.of(value("x", ElementType.FLOAT, 4, 2)), inputs -> rows(3)))
                .hasMessage("The model takes 4 samples at a time and no fewer; expected as many, got 3 from 3 rows");
    }

    @Test
    void doesNotTakeTheChannelsOfAnImageForABatch() {
        Value image = value("x", ElementType.FLOAT, 3, 32, 32);
        List<Value> asked = new ArrayList<>();

        SampleRequest.all().open(List.of(image), inputs -> {
            asked.addAll(inputs);
            return rows(1);
        });

        assertThat(asked).containsExactly(image);
    }

    @Test
    void choosesBeforeItGroups() {
        SampleRequest request = new SampleRequest(Map.of(), OptionalInt.of(4), 1, false);

        DataSource source = request.open(List.of(value("x", ElementType.FLOAT, 2, 2)), inputs -> rows(9));

        assertThat(inputs(source)).hasSize(2);
    }

    @Test
    void choosesTheFirstSamplesOfAGroupWhereTheirOrderMatters() {
        SampleRequest request = new SampleRequest(Map.of(), OptionalInt.of(2), 1, true);

        DataSource source = request.open(List.of(X), inputs -> rows(9));

        assertThat(source).extracting(Sample::id).containsExactly("s0", "s1");
    }
}
