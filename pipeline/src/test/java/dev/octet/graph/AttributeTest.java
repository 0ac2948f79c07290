package dev.octet.graph;

import static org.assertj.core.api.Assertions.assertThat;

import dev.octet.tensor.ElementType;
import dev.octet.tensor.Shape;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is compared by methods that are written out: attributes, and the types of values. */
class AttributeTest {
    private static final List<Supplier<Object>> ALL = List.of(
            () -> Attribute.of(1f),
            () -> Attribute.of(0f),
            () -> Attribute.of(-0f),
            () -> Attribute.of(Float.NaN),
            () -> Attribute.of(1L),
            () -> Attribute.of(2L),
            () -> Attribute.of("1"),
            () -> Attribute.of("2"),
            () -> Attribute.ints(1),
            () -> Attribute.ints(1, 2),
            () -> ValueType.tensor(ElementType.FLOAT, Shape.of(1)),
            () -> ValueType.tensor(ElementType.FLOAT, Shape.of(2)),
            () -> ValueType.tensor(ElementType.INT64, Shape.of(1)));

    static Stream<Integer> indices() {
        return Stream.iterate(0, index -> index + 1).limit(ALL.size());
    }

    @ParameterizedTest
    @MethodSource("indices")
    void equalsWhatIsMadeOfTheSameAndNothingElse(int index) {
        Object one = ALL.get(index).get();

        assertThat(ALL.get(index).get()).isEqualTo(one).hasSameHashCodeAs(one).isNotSameAs(one);
        for (int other = 0; other < ALL.size(); other++) {
            assertThat(one.equals(ALL.get(other).get())).isEqualTo(other == index);
        }
    }
}
