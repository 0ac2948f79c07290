package dev.octet.compare.label;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.octet.calibrate.data.DataSource;
import dev.octet.calibrate.data.Sample;
import dev.octet.error.OctetException;
import dev.octet.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ClassFoldersTest {
    private record InFolder(String group) implements Sample {
        @Override
        public String id() {
            return group + "/1.png";
        }

        @Override
        public Map<String, Tensor> inputs() {
            return Map.of();
        }
    }

    private static List<Long> classes(String... folders) {
        DataSource data = DataSource.of(
                java.util.Arrays.stream(folders).map(InFolder::new).toList(), "files");
        List<Long> classes = new ArrayList<>();
        ClassFolders.label(data)
                .forEach(sample ->
                        classes.add(LabelledSample.labelOf(sample).orElseThrow().toLongs()[0]));
        return classes;
    }

    @Test
    void numbersFoldersInTheOrderOfTheirNames() {
        assertThat(classes("dog", "cat", "cat", "bird")).containsExactly(2L, 1L, 1L, 0L);
    }

    @Test
    void takesNumbersAtTheirWord() {
        assertThat(classes("10", "9", "2")).containsExactly(10L, 9L, 2L);
        assertThat(classes("10", "9", "a")).containsExactly(0L, 1L, 2L);
    }

    @Test
    void refusesDataWithoutFolders() {
        assertThatThrownBy(() -> classes("", "")).isInstanceOf(OctetException.class);
        assertThatThrownBy(() -> classes("only"))
                .isInstanceOf(OctetException.class)
                .hasMessageContaining("one folder a class");
    }
}
