package dev.octet.calibrate.data;

import static dev.octet.calibrate.data.Written.input;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.octet.error.Kind;
import dev.octet.error.OctetException;
import dev.octet.graph.Value;
import dev.octet.tensor.ElementType;
import dev.octet.tensor.Shape;
import dev.octet.tensor.Tensor;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Texts through a tokenizer of four words: {@code <s>} is 1, one to four are 11 to 14, other words are 0. */
class TextDataTest {
    private static final Value IDS = input("input_ids", ElementType.INT64, -1, -2);
    private static final Value MASK = input("attention_mask", ElementType.INT64, -1, -2);
    private static final Value TYPES = input("token_type_ids", ElementType.INT32, -1, -2);

    @TempDir
    Path folder;

    @BeforeEach
    void putTheTokenizerBesideTheData() throws IOException {
        try (InputStream in = Objects.requireNonNull(TextDataTest.class.getResourceAsStream("tokenizer.json"))) {
            Files.copy(in, folder.resolve("tokenizer.json"));
        }
    }

    private static List<Sample> open(Path path, DataSettings settings, Value... inputs) {
        List<Sample> samples = new ArrayList<>();
        DataSources.open(path, List.of(inputs), settings).forEach(samples::add);
        return samples;
    }

    private static long[] ids(Sample sample) {
        return Objects.requireNonNull(sample.inputs().get("input_ids")).toLongs();
    }

    @Test
    void eachLineOfATextIsASampleOfItsOwnLength() throws IOException {
        Files.writeString(folder.resolve("a.txt"), "\ufeffone two\r\n\r\nTHREE what four\n");

        List<Sample> samples = open(folder, DataSettings.defaults(), IDS, MASK, TYPES);

        assertThat(samples).extracting(Sample::id).containsExactly("a.txt:1", "a.txt:3");
        assertThat(samples.get(0).inputs())
                .containsExactly(
                        Map.entry("input_ids", Tensor.ofLongs(Shape.of(1, 3), 1, 11, 12)),
                        Map.entry("attention_mask", Tensor.ofLongs(Shape.of(1, 3), 1, 1, 1)),
                        Map.entry("token_type_ids", Tensor.ofInts(Shape.of(1, 3), 0, 0, 0)));
        assertThat(ids(samples.get(1))).containsExactly(1, 13, 0, 14);
    }

    @Test
    void textsAreCutWhereAskedAndPaddedOnlyForAModelOfOneLength() throws IOException {
        Path file = Files.writeString(folder.resolve("a.txt"), "one two three four\none");
        Value fixedIds = input("input_ids", ElementType.INT64, 1, 4);
        Value fixedMask = input("attention_mask", ElementType.INT64, 1, 4);

        assertThat(ids(open(file, DataSettings.defaults().withMaxLength(2), IDS).get(0)))
                .containsExactly(1, 11);
        List<Sample> fixed = open(file, DataSettings.defaults(), fixedIds, fixedMask);
        assertThat(ids(fixed.get(0))).containsExactly(1, 11, 12, 13);
        assertThat(fixed.get(1).inputs()).containsEntry("attention_mask", Tensor.ofLongs(Shape.of(1, 4), 1, 1, 0, 0));
    }

    @Test
    void columnsOfATableAreSamplesOrPairs() throws IOException {
        Path file = Files.writeString(folder.resolve("a.csv"), "\"one, two\",three,5.0\n\"a\nb\",four,0\n");
        DataSettings both = DataSettings.defaults().withColumns(List.of("1", "2"));

        List<Sample> apart = open(file, both, IDS);
        List<Sample> together = open(file, both.withPairs(true), IDS, TYPES);

        assertThat(apart).extracting(Sample::id).containsExactly("a.csv:1.1", "a.csv:1.2", "a.csv:2.1", "a.csv:2.2");
        assertThat(ids(apart.get(0))).containsExactly(1, 11, 0, 12);
        assertThat(ids(apart.get(3))).containsExactly(1, 14);
        assertThat(ids(together.get(0))).containsExactly(1, 11, 0, 12, 13);
        assertThat(together.get(0).inputs())
                .containsEntry("token_type_ids", Tensor.ofInts(Shape.of(1, 5), 0, 0, 0, 0, 1));
    }

    @Test
    void aHeaderOfKnownWordsOrOfChosenNamesIsNoSample() throws IOException {
        Path known = Files.writeString(folder.resolve("a.tsv"), "sentence\tlabel\none \"two\t1\n");
        Path chosen = Files.writeString(folder.resolve("b.tsv"), "nr\tquote\n1\tthree\n");

        assertThat(open(known, DataSettings.defaults(), IDS)).hasSize(1);
        assertThat(ids(open(known, DataSettings.defaults(), IDS).get(0))).containsExactly(1, 11, 0, 12);
        assertThat(ids(open(chosen, DataSettings.defaults().withColumns(List.of("quote")), IDS)
                        .get(0)))
                .containsExactly(1, 13);
    }

    @Test
    void keysOfJsonLinesAreTexts() throws IOException {
        Path file = Files.writeString(folder.resolve("a.jsonl"), "{\"text\": \"one\", \"more\": \"two\"}\n");

        assertThat(ids(open(file, DataSettings.defaults(), IDS).get(0))).containsExactly(1, 11);
        DataSettings pair =
                DataSettings.defaults().withColumns(List.of("more", "text")).withPairs(true);
        assertThat(ids(open(file, pair, IDS).get(0))).containsExactly(1, 12, 11);
    }

    @Test
    void aSingleInputOfWholeNumbersTakesTheIdsWhateverItsName() throws IOException {
        Path file = Files.writeString(folder.resolve("a.txt"), "two");

        assertThat(open(file, DataSettings.defaults(), input("x", ElementType.INT32, -1, -2))
                        .get(0)
                        .inputs())
                .containsExactly(Map.entry("x", Tensor.ofInts(Shape.of(1, 2), 1, 12)));
    }

    private void assertRefused(Kind kind, String message, Path path, DataSettings settings, Value... inputs) {
        assertThatThrownBy(() -> open(path, settings, inputs).forEach(Sample::inputs))
                .isInstanceOfSatisfying(
                        OctetException.class,
                        failure -> assertThat(failure.kind()).isEqualTo(kind))
                .hasMessageContaining(message);
    }

    @Test
    void refusesTextWithoutATokenizerOrATokenModel() throws IOException {
        Path file = Files.writeString(folder.resolve("a.txt"), "two");

        assertRefused(
                Kind.CONFIGURATION,
                "Texts need a tokenizer",
                file,
                DataSettings.defaults(),
                input("x", ElementType.FLOAT, 1, 2));
        Files.delete(folder.resolve("tokenizer.json"));
        assertRefused(Kind.CONFIGURATION, "Texts need a tokenizer", file, DataSettings.defaults(), IDS);
    }

    @Test
    void refusesAFileThatIsNoTokenizer() throws IOException {
        Path file = Files.writeString(folder.resolve("a.txt"), "two");
        Path other = Files.writeString(folder.resolve("config.json"), "{}");
        DataSettings settings = DataSettings.defaults();

        assertRefused(
                Kind.CONFIGURATION, "Expected a Hugging Face tokenizer.json", file, settings.withTokenizer(other), IDS);
        assertRefused(Kind.FILE, "got no such file", file, settings.withTokenizer(folder.resolve("none.json")), IDS);
    }

    @Test
    void refusesInputsThatNoTokenizerGives() throws IOException {
        Path file = Files.writeString(folder.resolve("a.txt"), "two");

        assertRefused(
                Kind.CONFIGURATION,
                "The tokenizer cannot give the model's input 'temperature': float[]; set it to a constant",
                file,
                DataSettings.defaults(),
                IDS,
                input("temperature", ElementType.FLOAT));
    }

    @Test
    void refusesBadLines() throws IOException {
        DataSettings settings = DataSettings.defaults();
        Path latin = Files.write(folder.resolve("latin.txt"), "one\nf\u00fcnf".getBytes(StandardCharsets.ISO_8859_1));
        Path open = Files.writeString(folder.resolve("open.csv"), "one,two\n\"three,four\n");
        Path json = Files.writeString(folder.resolve("a.jsonl"), "{\"text\": 5}\n");
        Path shortRow = Files.writeString(folder.resolve("short.csv"), "one,two\nthree\n");
        Path empty = Files.writeString(folder.resolve("empty.txt"), "\n \n");

        assertRefused(Kind.INVALID_DATA, "Sample 'latin.txt:2' cannot be used: it is not UTF-8", latin, settings, IDS);
        assertRefused(Kind.INVALID_DATA, "line 2: a double quote is not closed", open, settings, IDS);
        assertRefused(
                Kind.INVALID_DATA,
                "'a.jsonl:1' cannot be used: expected a text under 'text', got 5",
                json,
                settings,
                IDS);
        assertRefused(
                Kind.INVALID_DATA,
                "it has 1 cells; expected a text in cell 2",
                shortRow,
                settings.withColumns(List.of("2")),
                IDS);
        assertRefused(Kind.INVALID_DATA, "got no lines", empty, settings, IDS);
    }

    @Test
    void refusesColumnsThatAreNotThere() throws IOException {
        Path file = Files.writeString(folder.resolve("a.csv"), "one,two\n");
        DataSettings settings = DataSettings.defaults();

        assertRefused(
                Kind.CONFIGURATION,
                "There is no column 3; there are 1 to 2",
                file,
                settings.withColumns(List.of("3")),
                IDS);
        assertRefused(
                Kind.CONFIGURATION,
                "There is no column 'x' The columns are without names, 1 to 2",
                file,
                settings.withColumns(List.of("x")),
                IDS);
        assertRefused(
                Kind.CONFIGURATION, "Pairs of texts need two columns, got 1", file, settings.withPairs(true), IDS);
    }
}
