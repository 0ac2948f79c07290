package dev.octet.calibrate.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PreprocessingTest {
    /** Each with another part of it. */
    static Stream<Preprocessing> singles() {
        return Stream.of(
                        "color: rgb",
                        "resize: 8",
                        "resize-mode: stretch",
                        "interpolation: nearest",
                        "antialias: true",
                        "crop: [8, 8]",
                        "pad-value: 0",
                        "pad-position: center",
                        "scale: 1",
                        "mean: 0",
                        "std: 1",
                        "layout: nchw",
                        "orientation: ignore")
                .map(text -> PreprocessingYaml.parse(text, "test"));
    }

    @Test
    void nothingSaysNothing() {
        assertThat(Preprocessing.NONE.saysAnything()).isFalse();
    }

    @ParameterizedTest
    @MethodSource("singles")
    void anyPartSaysSomething(Preprocessing single) {
        assertThat(single.saysAnything()).isTrue();
    }

    @Test
    void allPartsAreTried() {
        assertThat(singles()).hasSize(Preprocessing.class.getRecordComponents().length);
        assertThat(List.copyOf(singles().toList())).doesNotHaveDuplicates();
    }
}
