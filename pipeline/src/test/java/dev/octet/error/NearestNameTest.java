package dev.octet.error;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearestNameTest {
    private static final List<String> NAMES = List.of("resize", "resize-mode", "mean", "std");

    @ParameterizedTest
    @CsvSource({"resise, resize", "means, mean", "resize-mod, resize-mode", "sdt, std", "sizere-mode,", "layout,", "x,"
    })
    void guessesWhatIsFewEditsAway(String wrong, String expected) {
        assertThat(NearestName.of(wrong, NAMES).orElse(null)).isEqualTo(expected);
    }

    @Test
    void theFirstOfEqualsWins() {
        assertThat(NearestName.of("ab", List.of("ax", "xb"))).contains("ax");
    }

    @Test
    void theHintIsAHalfSentenceOrNothing() {
        assertThat(NearestName.hint("meen", NAMES)).isEqualTo("; did you mean 'mean'?");
        assertThat(NearestName.hint("nothing like it", NAMES)).isEmpty();
    }
}
