package dev.octet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.octet.affine.Affine;
import dev.octet.error.Kind;
import dev.octet.error.OctetException;
import dev.octet.format.OnnxWriter;
import dev.octet.place.TargetTable;
import dev.octet.progress.Progress;
import dev.octet.testing.ForeignLocale;
import dev.octet.testing.GraphText;
import dev.octet.testing.ProjectFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StaticQuantizationReportTest {
    private static final Path SAMPLE = ProjectFolder.root().resolve("calibration-data/digits");
    private static final List<String> FIELDS = List.of(
            "format",
            "version",
            "mode",
            "onnxRuntime",
            "model",
            "output",
            "sizeRatio",
            "seconds",
            "outcome",
            "notes",
            "target",
            "settings",
            "preparation",
            "provenance",
            "calibration",
            "fusion",
            "values",
            "constants",
            "estimate",
            "bodies",
            "nodes");

    @TempDir
    Path folder;

    private StaticQuantizationResult quantize(Path model) {
        return StaticQuantization.quantize(
                StaticQuantizationConfiguration.of(model, folder.resolve("out.onnx"), SAMPLE.resolve("calibration"))
                        .withTarget(TargetTable.named("x86-64-vnni")),
                Progress.NONE);
    }

    @Test
    void isTheSameWhateverTheLanguageOfTheMachine() {
        Supplier<String> report = () -> StaticQuantizationReport.of(quantize(SAMPLE.resolve("digits.onnx")))
                .replaceFirst("\"seconds\" ?: ?[^,]+", "");

        assertThat(ForeignLocale.inEach(report)).containsOnly(report.get());
    }

    private static JsonNode parse(String json) throws IOException {
        return new ObjectMapper().readTree(json);
    }

    @Test
    void saysEverythingThatWasDecided() throws IOException {
        StaticQuantizationResult result = quantize(SAMPLE.resolve("digits.onnx"));

        JsonNode report = parse(StaticQuantizationReport.of(result));

        List<String> fields = new ArrayList<>();
        report.fieldNames().forEachRemaining(fields::add);
        assertThat(fields).isEqualTo(FIELDS);
        assertThat(report.at("/outcome").asText()).isEqualTo("quantized");
        assertThat(report.at("/preparation/counts/FoldBatchNormIntoConv").asInt())
                .isEqualTo(4);
        assertThat(report.at("/calibration/samples").asInt()).isEqualTo(200);
        assertThat(report.at("/fusion/integerNodes/Conv").asInt()).isEqualTo(4);
        assertThat(report.at("/output/bytes").asLong()).isEqualTo(Files.size(folder.resolve("out.onnx")));
        assertThat(report.at("/nodes").size()).isEqualTo(result.plan().nodes().size());
        assertThat(report.at("/nodes/0").toString())
                .isEqualTo("{\"name\":\"stem.conv\",\"operator\":\"Conv\",\"outputs\":[\"stem.norm.output\"],"
                        + "\"decision\":\"quantized\",\"kernel\":\"integer\"}");
    }

    @Test
    void givesScalesAsTheyAreStored() throws IOException {
        StaticQuantizationResult result = quantize(SAMPLE.resolve("digits.onnx"));

        JsonNode report = parse(StaticQuantizationReport.of(result));

        JsonNode image = report.at("/values/0");
        Affine stored = Objects.requireNonNull(
                result.quantized().orElseThrow().inserted().activations().get("image"));
        assertThat(image.at("/name").asText()).isEqualTo("image");
        assertThat(Float.parseFloat(image.at("/scale").asText())).isEqualTo(stored.scale());
        assertThat(image.at("/zeroPoint").asLong()).isEqualTo(stored.zeroPoint());
        assertThat(image.at("/observed")).isEqualTo(image.at("/range"));
        JsonNode weight = report.at("/constants/0");
        assertThat(weight.at("/shape").toString()).isEqualTo("[64,1,3,3]");
        assertThat(weight.at("/scales").asInt()).isEqualTo(64);
    }

    @Test
    void saysWhyAModelWasLeftFloat() throws IOException {
        Path model = folder.resolve("sin.onnx");
        OnnxWriter.write(GraphText.parse("x: float[1,1,8,8]; y = Sin(x); return y"), model);

        JsonNode report = parse(StaticQuantizationReport.of(quantize(model)));

        assertThat(report.at("/outcome").asText()).isEqualTo("float");
        assertThat(report.at("/reason").asText()).isNotEmpty();
        assertThat(report.has("calibration")).isFalse();
        assertThat(report.at("/nodes/0/decision").asText()).isEqualTo("float");
        assertThat(report.at("/nodes/0/reason").asText()).isNotEmpty();
        assertThat(report.at("/nodes/0").has("kernel")).isFalse();
    }

    @Test
    void isTheSameTextForTheSameResult() {
        StaticQuantizationResult result = quantize(SAMPLE.resolve("digits.onnx"));

        assertThat(StaticQuantizationReport.of(result)).isEqualTo(StaticQuantizationReport.of(result));
    }

    @Test
    void leavesAnOlderReportWhereItCannotWrite() throws IOException {
        Path report = Files.createDirectory(folder.resolve("report.json"));
        StaticQuantizationResult result = quantize(SAMPLE.resolve("digits.onnx"));

        assertThatExceptionOfType(OctetException.class)
                .isThrownBy(() -> StaticQuantizationReport.write(result, report))
                .withMessageContaining("report.json")
                .satisfies(failure -> assertThat(failure.kind()).isEqualTo(Kind.FILE));
        assertThat(report).isEmptyDirectory();
    }
}
