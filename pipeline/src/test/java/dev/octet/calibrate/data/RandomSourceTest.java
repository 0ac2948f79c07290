package dev.octet.calibrate.data;

import static dev.octet.calibrate.data.Written.input;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.octet.calibrate.data.RandomSource.Interval;
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
import org.junit.jupiter.api.Test;

class RandomSourceTest {
    private static final Value X = input("x", ElementType.FLOAT, -1, 3, -2);
    private static final Value IDS = input("ids", ElementType.INT64, -1, -2);

    private static List<String> drawn(long seed) {
        List<String> drawn = new ArrayList<>();
        RandomSource.of(List.of(X, IDS), 4, seed, Map.of("N2", 5L), Map.of("ids", new Interval(10, 12)))
                .forEach(sample -> drawn.add(sample.id()
                        + Arrays.toString(
                                Objects.requireNonNull(sample.inputs().get("x")).toFloats())
                        + Arrays.toString(Objects.requireNonNull(sample.inputs().get("ids"))
                                .toLongs())));
        return drawn;
    }

    @Test
    void theSameSeedGivesTheSameBitsAndAnotherDoesNot() {
        assertThat(drawn(1))
                .isEqualTo(drawn(1))
                .isNotEqualTo(drawn(2))
                .doesNotHaveDuplicates()
                .hasSize(4);
    }

    @Test
    void drawsWhatWasAskedFor() {
        DataSource source = RandomSource.of(
                List.of(X, IDS),
                50,
                7,
                Map.of("N2", 5L, "N1", 2L),
                Map.of("ids", new Interval(10, 12), "x", new Interval(-1, 0)));

        assertThat(source.isRandom()).isTrue();
        assertThat(source.description()).isEqualTo("50 random samples (seed 7)");
        List<Long> ids = new ArrayList<>();
        for (Sample sample : source) {
            assertThat(sample.inputs().toString()).isEqualTo("{x=float[2,3,5], ids=int64[2,5]}");
            for (long id : Objects.requireNonNull(sample.inputs().get("ids")).toLongs()) {
                ids.add(id);
            }
            for (float number : Objects.requireNonNull(sample.inputs().get("x")).toFloats()) {
                assertThat(number).isBetween(-1f, 0f);
            }
        }
        assertThat(ids).containsOnly(10L, 11L, 12L).contains(10L, 11L, 12L);
    }

    @Test
    void isNormalWithoutAnInterval() {
        DataSource source = RandomSource.of(List.of(input("x", ElementType.FLOAT, 100, 100)), 1, 3, Map.of(), Map.of());
        float[] numbers = Objects.requireNonNull(
                        source.iterator().next().inputs().get("x"))
                .toFloats();
        double mean = 0;
        double square = 0;
        for (float number : numbers) {
            mean += number / 10000.0;
            square += number * number / 10000.0;
        }

        // Standard errors are 0.01 and 0.014.
        assertThat(mean).isBetween(-0.05, 0.05);
        assertThat(square).isBetween(0.93, 1.07);
    }

    private static void assertRefused(String message, Map<String, Long> sizes, Map<String, Interval> intervals) {
        assertThatThrownBy(() -> RandomSource.of(List.of(X, IDS), 1, 1, sizes, intervals))
                .isInstanceOfSatisfying(
                        OctetException.class,
                        failure -> assertThat(failure.kind()).isEqualTo(Kind.CONFIGURATION))
                .hasMessageContaining(message);
    }

    @Test
    void refusesATensorBeyondTwoGibibytes() {
        DataSource source = RandomSource.of(List.of(X), 1, 1, Map.of("N1", 1L << 20, "N2", 1L << 20), Map.of());
        assertThatThrownBy(() -> source.iterator().next().inputs())
                .isInstanceOf(OctetException.class)
                .hasMessageContaining("Random input of shape [1048576,3,1048576] would take 13194139533312 bytes");
    }

    @Test
    void aDimensionWithoutANameIsGivenByItsPlace() {
        Value chunk = Value.of(
                "chunk", new TensorType(ElementType.FLOAT, Optional.of(List.of(Dimension.UNKNOWN, Dimension.UNKNOWN))));
        DataSource source =
                RandomSource.of(List.of(chunk, X), 1, 1, Map.of("chunk:1", 512L, "N2", 4L, "x:0", 2L), Map.of());
        Map<String, Tensor> inputs = source.iterator().next().inputs();
        assertThat(inputs)
                .hasEntrySatisfying(
                        "chunk", tensor -> assertThat(tensor.shape()).isEqualTo(Shape.of(1, 512)));
        assertThat(inputs)
                .hasEntrySatisfying("x", tensor -> assertThat(tensor.shape()).isEqualTo(Shape.of(2, 3, 4)));
        assertThatThrownBy(() -> RandomSource.of(List.of(chunk), 1, 1, Map.of(), Map.of()))
                .hasMessageContaining("leaves dimension 1 (?) open")
                .hasMessageContaining("--dimension chunk:1=SIZE");
        assertThatThrownBy(() -> RandomSource.of(List.of(chunk), 1, 1, Map.of("chunk:2", 512L), Map.of()))
                .hasMessageContaining("did you mean 'chunk:0'?");
    }

    @Test
    void refusesWhatIsMissingOrUnknown() {
        assertRefused("Input 'x': float[N1,3,N2] leaves dimension 2 (N2) open; say its size", Map.of(), Map.of());
        assertRefused("The model has no open dimension 'M2'; did you mean 'N2'?", Map.of("M2", 1L), Map.of());
        assertRefused("The model has no input 'y'", Map.of("N2", 1L), Map.of("y", new Interval(0, 1)));
        assertThatThrownBy(() -> RandomSource.of(List.of(X), 0, 1, Map.of(), Map.of()))
                .hasMessage("Expected 1 or more random samples, got 0");
        assertThatThrownBy(() -> new Interval(2, 1)).isInstanceOf(IllegalArgumentException.class);
    }
}
