package dev.octet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code octet quantize --evaluate}: quantize and compare in one go. */
class QuantizeEvaluateTest {
    private static final Path MODEL = Octet.sample("digits.onnx");
    private static final Path EVALUATION = Octet.sample("evaluation");

    @TempDir
    private Path folder;

    private Octet quantize(Object... options) {
        List<Object> arguments = new ArrayList<>(
                List.of("quantize", MODEL, "--output", output(), "--evaluate", EVALUATION, "--speed-seconds", 0));
        arguments.addAll(List.of(options));
        return Octet.run(arguments.toArray());
    }

    private Path output() {
        return folder.resolve("digits.int8.onnx");
    }

    @Test
    void saysWhatWasDoneAndWhatItDidToAccuracy() throws IOException {
        Path report = folder.resolve("report.json");
        Path page = folder.resolve("page.html");

        Octet run = quantize(
                "--data",
                Octet.sample("calibration"),
                "--no-timing",
                "--report",
                report,
                "--html",
                page,
                "--evaluate-samples",
                50,
                "--max-drop",
                "top1=1pt",
                "--min-sqnr",
                20);

        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.out())
                .containsSubsequence("quantized ", "model ", "compared on 50 of 500 samples", "accuracy ", "gate ");
        JsonNode json = new ObjectMapper().readTree(report.toFile());
        assertThat(json.get("format").asText()).isEqualTo("octet-quantization");
        assertThat(json.at("/comparison/format").asText()).isEqualTo("octet-comparison");
        assertThat(json.at("/comparison/data/samples").asInt()).isEqualTo(50);
        assertThat(json.at("/comparison/gate")).hasSize(2);
        assertThat(page).content().startsWith("<!DOCTYPE html>");
    }

    @Test
    void comparesAsTheCommandDoes() throws IOException {
        Path report = folder.resolve("report.json");
        Path separate = folder.resolve("separate.json");

        quantize("--data", Octet.sample("calibration"), "--no-timing", "-q", "-r", report, "--evaluate-samples", 20);
        Octet.run(
                "compare",
                MODEL,
                output(),
                "--data",
                EVALUATION,
                "--samples",
                20,
                "--speed-seconds",
                0,
                "-q",
                "-r",
                separate);

        ObjectMapper mapper = new ObjectMapper();
        assertThat(mapper.readTree(report.toFile()).get("comparison")).isEqualTo(mapper.readTree(separate.toFile()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"--mode=dynamic", "--mode=weight-only"})
    void comparesWhateverTheMode(String mode) {
        Octet run = quantize(mode, "--evaluate-samples", 20, "--scale=1/255", "--max-drop=top1=5pt");

        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.out()).containsSubsequence("model ", "compared on 20 of 500", "passed  max-drop top1");
    }

    @Test
    void describesAModelThatFailsTheGateAndEndsWithItsExitCode() throws IOException {
        Path report = folder.resolve("report.json");
        Path junit = folder.resolve("gate.xml");

        Octet run = quantize(
                "--mode=weight-only", "--evaluate-samples", 10, "--min-sqnr=90", "--junit", junit, "-r", report);

        assertThat(run.code()).isEqualTo(ExitCode.UNMET.code());
        assertThat(run.out()).containsSubsequence("model ", "FAILED  min-sqnr logits");
        assertThat(run.err()).contains("1 of 1 criterion not met: min-sqnr logits: expected at least 90 dB");
        assertThat(output()).isNotEmptyFile();
        assertThat(junit).content().contains("failures=\"1\"");
        assertThat(new ObjectMapper()
                        .readTree(report.toFile())
                        .at("/comparison/gate/0/passed")
                        .asBoolean(true))
                .isFalse();
    }

    @Test
    void refusesWhatCannotBeJudgedBeforeItQuantizes() {
        Octet speed = quantize("--mode=weight-only", "--max-latency=5");
        Octet labels = quantize("--mode=weight-only", "--labels", folder.resolve("none.npy"));
        Octet pairs = quantize("--mode=weight-only", "--metric=spearman");

        assertThat(speed.code()).isEqualTo(ExitCode.USAGE.code());
        assertThat(speed.err()).contains("speed is not measured");
        assertThat(pairs.code()).isEqualTo(ExitCode.USAGE.code());
        assertThat(pairs.err()).contains("Metric 'spearman' needs pairs of samples");
        assertThat(labels.code()).isEqualTo(ExitCode.FILE.code());
        assertThat(output()).doesNotExist();
    }

    @Test
    void refusesOptionsThatMeanNothing() {
        Octet gate = Octet.run("quantize", MODEL, "--mode=weight-only", "--min-sqnr=20");
        Octet fed = quantize("--data", Octet.sample("calibration"), "--feedback=logits=image");
        Octet mean = Octet.run("quantize", MODEL, "--mode=weight-only", "--mean=0.5");

        assertThat(gate.code()).isEqualTo(ExitCode.USAGE.code());
        assertThat(gate.err()).contains("'--min-sqnr' means nothing without --evaluate");
        assertThat(fed.err()).contains("then run octet compare on samples that hold the fed inputs too");
        assertThat(mean.err()).contains("'--mean' means nothing with --mode=weight-only");
    }

    @Test
    void standsInAConfigurationFile() throws IOException {
        Path configuration =
                Files.writeString(folder.resolve("octet.yaml"), """
                mode: weight-only
                evaluate: %s
                evaluate-samples: 10
                speed-seconds: 0
                min-sqnr: [20, logits=90]
                junit: gate.xml
                """.formatted(EVALUATION.toAbsolutePath()));

        Octet run = Octet.run("quantize", MODEL, "-o", output(), "--config", configuration, "-q");

        assertThat(run.code()).as(run.err()).isEqualTo(ExitCode.UNMET.code());
        assertThat(folder.resolve("gate.xml")).content().contains("tests=\"2\" failures=\"1\"");
    }

    @Test
    void aGateOfTheCompareCommandStandsInAFileToo() throws IOException {
        Path configuration = Files.writeString(folder.resolve("gate.yaml"), """
                data: %s
                samples: 10
                speed-seconds: 0
                min-sqnr: 20
                max-size-ratio: 0.5
                """.formatted(EVALUATION.toAbsolutePath()));

        Octet run = Octet.run("compare", MODEL, MODEL, "--config", configuration);

        assertThat(run.code()).as(run.err()).isEqualTo(ExitCode.UNMET.code());
        assertThat(run.out()).contains("passed  min-sqnr logits").contains("FAILED  max-size-ratio");
    }
}
