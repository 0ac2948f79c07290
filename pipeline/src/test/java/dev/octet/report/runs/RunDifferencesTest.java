package dev.octet.report.runs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.octet.error.Kind;
import dev.octet.error.OctetException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RunDifferencesTest {
    private static final String COMPARISON = """
            {"format": "octet-comparison", "version": 1,
             "models": {"quantized": {"file": "q.onnx", "bytes": 1000000}},
             "metrics": [{"name": "top1", "unit": "%", "float": {"value": 81.03},
               "quantized": {"value": 80.5, "low": 79.1, "high": 81.9}, "drop": {"value": 0.53}}],
             "outputs": [{"name": "logits", "sqnr": 20.5, "maxAbsolute": 0.25}],
             "speed": {"ratio": {"value": 0.5, "low": 0.48, "high": 0.52}},
             "gate": [{"criterion": "min-sqnr", "asked": 20, "measured": 20.5, "passed": true}],
             "layers": {"tensors": [{"name": "a", "outputSqnrAlone": 40}, {"name": "b", "outputSqnrAlone": 50}],
               "weights": [{"name": "W", "outputSqnrAlone": 45}]}}
            """;

    @TempDir
    private Path folder;

    private RunFile file(String name, String json) throws IOException {
        return RunFile.read(Files.writeString(folder.resolve(name), json));
    }

    private List<Section> differences(String first, String second) throws IOException {
        return RunDifferences.of(file("first.json", first), file("second.json", second));
    }

    private static Difference find(List<Section> sections, String title, String name) {
        return sections.stream()
                .filter(section -> section.title().startsWith(title))
                .flatMap(section -> section.differences().stream())
                .filter(difference -> difference.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void findsNoChangeBetweenARunAndItself() throws IOException {
        List<Section> sections = differences(COMPARISON, COMPARISON);
        assertThat(sections)
                .extracting(Section::title)
                .as("without layers that changed")
                .containsExactly("Runs", "Accuracy", "Outputs", "Speed and size", "Gate");
        assertThat(sections).flatExtracting(Section::differences).allMatch(Difference::isNone);
        assertThat(sections)
                .flatExtracting(Section::differences)
                .extracting(Difference::change)
                .containsOnly("");
    }

    @Test
    void saysByHowMuchAFigureChanged() throws IOException {
        String better =
                COMPARISON.replace("80.5, \"low\": 79.1", "80.9, \"low\": 79.5").replace("20.5", "26");
        List<Section> sections = differences(COMPARISON, better);
        assertThat(find(sections, "Accuracy", "top1"))
                .isEqualTo(new Difference(
                        "top1", "80.50 % (79.10 % to 81.90 %)", "80.90 % (79.50 % to 81.90 %)", "+0.40 %"));
        assertThat(find(sections, "Outputs", "logits SQNR"))
                .isEqualTo(new Difference("logits SQNR", "20.50 dB", "26.00 dB", "+5.50 dB"));
    }

    @Test
    void showsAnErrorThatWentAwayAsInfinite() throws IOException {
        List<Section> sections =
                differences(COMPARISON, COMPARISON.replace("\"sqnr\": 20.5", "\"sqnr\": \"Infinity\""));
        assertThat(find(sections, "Outputs", "logits SQNR"))
                .isEqualTo(new Difference("logits SQNR", "20.50 dB", "infinite", ""));
    }

    @Test
    void leavesEmptyWhatOneRunDoesNotHave() throws IOException {
        List<Section> sections = differences(COMPARISON, COMPARISON.replace("logits", "scores"));
        assertThat(find(sections, "Outputs", "logits SQNR").second()).isEmpty();
        assertThat(find(sections, "Outputs", "scores SQNR").first()).isEmpty();
    }

    @Test
    void tellsWhatTheGateSaysOtherwise() throws IOException {
        String failing =
                COMPARISON.replace("\"measured\": 20.5, \"passed\": true", "\"measured\": 19, \"passed\": false");
        assertThat(find(differences(COMPARISON, failing), "Gate", "min-sqnr"))
                .isEqualTo(new Difference(
                        "min-sqnr", "passed: 20 asked, 20.50 measured", "failed: 20 asked, 19.00 measured", ""));
    }

    @Test
    void putsTheLayerThatChangedMostFirst() throws IOException {
        String changed = COMPARISON
                .replace("\"outputSqnrAlone\": 40", "\"outputSqnrAlone\": 39")
                .replace("\"outputSqnrAlone\": 45", "\"outputSqnrAlone\": 25");
        Section layers = differences(COMPARISON, changed).get(5);
        assertThat(layers.differences())
                .containsExactly(
                        new Difference("W", "45.00 dB", "25.00 dB", "-20.00 dB"),
                        new Difference("a", "40.00 dB", "39.00 dB", "-1.00 dB"));
    }

    @Test
    void comparesWhatTwoQuantizationsDecided() throws IOException {
        String first = """
                {"format": "octet-quantization", "version": 1, "output": {"bytes": 2000}, "outcome": "quantized",
                 "provenance": {"options": {"range": ["mse"], "exclude": ["a", "b"]}},
                 "nodes": [{"name": "conv", "decision": "quantized"},
                   {"name": "", "outputs": ["y"], "decision": "float", "reason": "excluded"}],
                 "values": [{"name": "x", "scale": 0.5}, {"name": "y", "scale": 0.25}]}
                """;
        String second = first.replace("\"float\", \"reason\": \"excluded\"", "\"quantized\"")
                .replace("0.25", "0.5")
                .replace("\"mse\"", "\"min-max\"");
        List<Section> sections = differences(first, second);
        assertThat(find(sections, "Runs", "options").first()).isEqualTo("--range=mse --exclude=a --exclude=b");
        assertThat(find(sections, "Result", "quantized nodes"))
                .isEqualTo(new Difference("quantized nodes", "1", "2", "+1"));
        assertThat(find(sections, "Nodes", "y")).isEqualTo(new Difference("y", "float: excluded", "quantized", ""));
        assertThat(find(sections, "Values", "y").change()).isEqualTo("+0.2500");
        assertThat(sections.get(3).differences()).hasSize(1);
    }

    @Test
    void writesMarkdownInWhichNoNameIsMarkup() throws IOException {
        String strange = COMPARISON.replace("logits", "<script>|a_b`*");
        String markdown = MarkdownText.of(differences(COMPARISON, strange), "a.json", "b.json");
        assertThat(markdown)
                .contains("### Outputs\n\n|  | a.json | b.json | change |\n| --- | --- | --- | --- |\n")
                .contains("| &lt;script>\\|a\\_b\\`\\* SQNR |  | 20.50 dB |  |")
                .contains("| quantized size | 1,000,000 B | same |  |");
    }

    @Test
    void refusesReportsOfTwoKinds() {
        assertThatExceptionOfType(OctetException.class)
                .isThrownBy(() -> differences(COMPARISON, "{\"format\": \"octet-quantization\", \"version\": 1}"))
                .satisfies(failure -> assertThat(failure.kind()).isEqualTo(Kind.INVALID_DATA))
                .withMessageContaining("a comparison in ")
                .withMessageContaining("a quantization in ");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "{\"format\": \"other\"}; found JSON of format 'other'",
                "[1]; found JSON of format ''",
                "nonsense; expected JSON",
                "{\"format\": \"octet-comparison\", \"version\": 2}; expected version 1 of the report, found 2"
            })
    void refusesWhatIsNoReport(String content, String message) {
        assertThatExceptionOfType(OctetException.class)
                .isThrownBy(() -> file("x.json", content))
                .satisfies(failure -> assertThat(failure.kind()).isEqualTo(Kind.INVALID_DATA))
                .withMessageContaining(message);
    }
}
