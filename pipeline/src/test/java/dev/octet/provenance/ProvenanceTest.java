package dev.octet.provenance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.octet.error.Kind;
import dev.octet.error.OctetException;
import dev.octet.graph.Model;
import dev.octet.testing.GraphText;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProvenanceTest {
    private static final Model MODEL = GraphText.parse("x: float[1]; y = Relu(x); return y");
    private static final Recipe RECIPE =
            new Recipe(new TreeMap<>(Map.of("range", List.of("mse"), "exclude", List.of("a \"b\"", "c"))), 7);
    private static final Provenance PROVENANCE = new Provenance(
            Optional.of("1.2"), "1.29.0", "aa", Optional.of("bb"), Optional.of("cc"), "x86-64-vnni", RECIPE);

    @Test
    void comesBackFromTheModelItWasWrittenTo() {
        assertThat(Provenance.of(PROVENANCE.writtenTo(MODEL))).contains(PROVENANCE);
    }

    @Test
    void writesOptionsInAlphabeticalOrderOnOneLine() {
        assertThat(RECIPE.text()).isEqualTo("{\"exclude\":[\"a \\\"b\\\"\",\"c\"],\"range\":[\"mse\"]}");
    }

    @Test
    void replacesWhatAnEarlierQuantizationSaidAndKeepsTheRest() {
        Model earlier = MODEL.withMetadata(Map.of("octet.samples.sha256", "old", "octet.gone", "old", "author", "me"));
        Provenance later = new Provenance(
                Optional.empty(), "1.29.0", "aa", Optional.empty(), Optional.empty(), "arm64", Recipe.DEFAULTS);
        assertThat(later.writtenTo(earlier).metadata())
                .containsEntry("author", "me")
                .doesNotContainKeys("octet.samples.sha256", "octet.gone", "octet.version");
    }

    @Test
    void findsNothingInAModelThatSaysNothing() {
        assertThat(Provenance.of(MODEL)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "octet.options, [1], JSON object",
        "octet.options, {\"a\":null}, JSON object",
        "octet.options, null, JSON object",
        "octet.seed, many, whole number"
    })
    void refusesMetadataThatOctetNeverWrote(String key, String value, String expected) {
        Model strange = PROVENANCE.writtenTo(MODEL).withMetadata(key, value);
        assertThatExceptionOfType(OctetException.class)
                .isThrownBy(() -> Provenance.of(strange))
                .satisfies(failure -> assertThat(failure.kind()).isEqualTo(Kind.INVALID_MODEL))
                .withMessageContaining(expected);
    }

    @Test
    void refusesMetadataThatLacksAnEntry() {
        Map<String, String> entries = new TreeMap<>(PROVENANCE.entries());
        entries.remove("octet.target");
        assertThatExceptionOfType(OctetException.class)
                .isThrownBy(() -> Provenance.of(MODEL.withMetadata(entries)))
                .withMessageContaining("'octet.target'");
    }
}
