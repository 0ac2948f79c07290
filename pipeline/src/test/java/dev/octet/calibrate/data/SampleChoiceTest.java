package dev.octet.calibrate.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.octet.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SampleChoiceTest {
    private record Unread(String id, String group) implements Sample {
        @Override
        public Map<String, Tensor> inputs() {
            throw new IllegalStateException("choosing reads nothing");
        }
    }

    /** Groups a, b and c of 100, 3 and 20 samples. */
    private static final DataSource SOURCE = source();

    private static DataSource source() {
        List<Sample> samples = new ArrayList<>();
        Map<String, Integer> sizes = Map.of("a", 100, "b", 3, "c", 20);
        for (String group : List.of("a", "b", "c")) {
            for (int i = 0; i < sizes.getOrDefault(group, 0); i++) {
                samples.add(new Unread("%s%03d".formatted(group, i), group));
            }
        }
        return DataSource.of(samples, "groups");
    }

    private static List<String> ids(DataSource source) {
        List<String> ids = new ArrayList<>();
        source.forEach(sample -> ids.add(sample.id()));
        return ids;
    }

    private static long in(List<String> ids, String group) {
        return ids.stream().filter(id -> id.startsWith(group)).count();
    }

    @Test
    void spreadsTheChoiceOverGroupsAndKeepsTheOrder() {
        List<String> ids = ids(SampleChoice.spread(SOURCE, 30, 5));

        assertThat(ids).hasSize(30).isSorted().doesNotHaveDuplicates();
        assertThat(in(ids, "b")).as("all that there are").isEqualTo(3);
        assertThat(Math.abs(in(ids, "a") - in(ids, "c"))).isLessThanOrEqualTo(1);
    }

    @Test
    void dependsOnTheSeedAlone() {
        assertThat(ids(SampleChoice.spread(SOURCE, 30, 5))).isEqualTo(ids(SampleChoice.spread(SOURCE, 30, 5)));
        assertThat(ids(SampleChoice.spread(SOURCE, 30, 5))).isNotEqualTo(ids(SampleChoice.spread(SOURCE, 30, 6)));
    }

    @Test
    void takesAllIfThereAreNoMore() {
        DataSource all = SampleChoice.spread(SOURCE, 1000, 5);

        assertThat(ids(all)).isEqualTo(ids(SOURCE));
        assertThat(all.description()).isEqualTo("123 of groups (seed 5)");
        assertThat(all.size()).hasValue(123);
    }

    @Test
    void takesTheBeginningOfEachGroupWhereOrderMatters() {
        assertThat(ids(SampleChoice.firstOfEachGroup(SOURCE, 9, 5)))
                .containsExactly("a000", "a001", "a002", "b000", "b001", "b002", "c000", "c001", "c002");
    }

    @Test
    void drawsGroupsWhereThereAreMoreThanSamples() {
        assertThat(ids(SampleChoice.spread(SOURCE, 2, 5)))
                .hasSize(2)
                .extracting(id -> id.charAt(0))
                .doesNotHaveDuplicates();
    }

    @Test
    void refusesToChooseNothing() {
        assertThatThrownBy(() -> SampleChoice.spread(SOURCE, 0, 1)).isInstanceOf(IllegalArgumentException.class);
    }
}
