package dev.octet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Element;

class CompareCommandTest {
    private static final Path FLOAT = Octet.sample("digits.onnx");
    private static final Path EVALUATION = Octet.sample("evaluation");

    @TempDir
    static Path folder;

    private static Path quantized;

    @BeforeAll
    static void quantize() {
        quantized = folder.resolve("digits.int8.onnx");
        Octet run = Octet.run("quantize", FLOAT, "--data", Octet.sample("calibration"), "-o", quantized, "-q");
        assertThat(run.code()).as(run.err()).isZero();
    }

    private static Octet compare(Object... options) {
        List<Object> arguments = new ArrayList<>(List.of("compare", FLOAT, quantized, "--data", EVALUATION));
        arguments.addAll(List.of(options));
        return Octet.run(arguments.toArray());
    }

    @Test
    void saysWhatQuantizationDid() {
        Octet run = compare("--samples", 50, "--speed-seconds", 0.1, "--kernel-samples", 5);

        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.out())
                .contains("compared on 50 of 500 samples, images in " + EVALUATION)
                .containsPattern("outputs +SQNR +cosine +mean error +max error +KL +top-1 agrees\n")
                .containsPattern("logits +\\d\\d\\.\\d\\d dB +0\\.99\\d{4} ")
                .containsPattern("kernels +SQNR over 5 samples +as run +as written +kernels alone\n")
                .containsPattern("top1 +100\\.00 % \\(100\\.00 to 100\\.00\\) ")
                .contains("top1: not distinguishable from no drop over 50 items (McNemar test, p = 1.000)\n")
                .containsPattern("ratio \\d\\.\\d{3} \\(\\d\\.\\d{3} to \\d\\.\\d{3}\\): .* in turns, ")
                .containsPattern("quantized  125 kB +116 kB +8\\.\\d\\d kB\n")
                .doesNotContain("gate");
        assertThat(run.err()).contains("octet: comparing: 50 in ");
    }

    @Test
    void drawsTheSameAsAPage() throws IOException {
        Path page = folder.resolve("page.html");

        Octet run = compare("--samples", 4, "--speed-seconds", 0, "--kernel-samples", 0, "--html", page, "--quiet");

        assertThat(run.code()).as(run.err()).isZero();
        assertThat(Files.readString(page))
                .startsWith("<!DOCTYPE html>")
                .contains("<script type=\"application/json\" id=\"data\">{\"format\":\"octet-comparison\"");
    }

    @Test
    void saysWhichTensorsAndWeightsTheErrorComesFrom() throws IOException {
        Path report = folder.resolve("layers.json");

        Octet run = compare("--samples", 4, "--speed-seconds", 0, "--kernel-samples", 0, "--layers", "-r", report);

        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.out())
                .containsPattern("blame +quantized alone +SQNR +node\n")
                .containsPattern("all together +\\d\\d\\.\\d\\d dB\n")
                .containsPattern("to change +overrides:\n +- (node|tensor): \"");
        JsonNode json = new ObjectMapper().readTree(report.toFile());
        assertThat(json.at("/provenance/modelSha256").asText())
                .isEqualTo(json.at("/models/float/sha256").asText());
        JsonNode layers = json.get("layers");
        assertThat(layers.at("/culprits/0/rank").asInt()).isEqualTo(1);
        assertThat(layers.get("nodes")).hasSize(12);
    }

    @Test
    void writesCriteriaAsTestsAndEverythingAsAPage() throws Exception {
        Path junit = folder.resolve("gate.xml");
        Path page = folder.resolve("page.html");

        Octet run = compare(
                "--samples",
                10,
                "--speed-seconds",
                0,
                "--kernel-samples",
                0,
                "--layers",
                "--min-sqnr",
                90,
                "--max-size-ratio",
                0.3,
                "--junit",
                junit,
                "--html",
                page);

        assertThat(run.code()).isEqualTo(ExitCode.UNMET.code());
        Element suite = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(junit.toFile())
                .getDocumentElement();
        assertThat(suite.getAttribute("tests")).isEqualTo("2");
        assertThat(suite.getAttribute("failures")).isEqualTo("1");
        Element failure = (Element) suite.getElementsByTagName("failure").item(0);
        assertThat(failure.getAttribute("message")).startsWith("asked at least 90 dB, measured 3");
        assertThat(((Element) failure.getParentNode()).getAttribute("name")).isEqualTo("min-sqnr logits");
        assertThat(page).content().startsWith("<!").contains("digits.int8.onnx").contains("block.first.relu.output");
        assertThat(Files.size(page)).isLessThan(5_000_000);
    }

    @Test
    void passesAGateThatIsMet() {
        Octet run = compare("--samples", 20, "--speed-seconds", 0, "--min-sqnr", 20, "--max-size-ratio", 0.3);

        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.out()).containsPattern("passed +min-sqnr logits +at least 20 dB +\\d\\d\\.\\d\\d dB\n");
    }

    @Test
    void endsWithItsOwnExitCodeIfACriterionIsNotMet() throws IOException {
        Path report = folder.resolve("unmet.json");

        Octet run = compare(
                "--samples", 20, "--speed-seconds", 0, "--min-sqnr", 90, "--max-drop", "top1=50pt", "-r", report);

        assertThat(run.code()).isEqualTo(ExitCode.UNMET.code());
        assertThat(run.out()).containsPattern("FAILED +min-sqnr logits").containsPattern("passed +max-drop top1");
        assertThat(run.err())
                .containsPattern(
                        "octet: 1 of 2 criteria not met: min-sqnr logits: expected at least 90 dB, measured 3");
        JsonNode json = new ObjectMapper().readTree(report.toFile());
        assertThat(json.at("/gate/1/passed").asBoolean()).isFalse();
        assertThat(json.at("/gate/0/passed").asBoolean()).isTrue();
    }

    @Test
    void refusesACriterionThatCannotBeJudged() {
        Octet flat = Octet.run(
                "compare", FLOAT, quantized, "--data", EVALUATION.resolve("3"), "--max-drop", "top1=1pt", "-q");
        Octet timeless = compare("--speed-seconds", 0, "--max-latency-ratio", 0.8, "-q");

        assertThat(flat.code()).isEqualTo(ExitCode.USAGE.code());
        assertThat(flat.err()).contains("'--max-drop top1=1pt' cannot be judged: there are no labels");
        assertThat(timeless.code()).isEqualTo(ExitCode.USAGE.code());
        assertThat(timeless.err()).contains("speed is not measured");
    }

    @Test
    void refusesMetricsWithoutLabelsBeforeAnythingRuns() {
        Octet flat = Octet.run("compare", FLOAT, quantized, "--data", EVALUATION.resolve("3"), "--metric", "rmse");
        Octet classes = compare("--metric", "spearman");

        assertThat(flat.code()).isEqualTo(ExitCode.USAGE.code());
        assertThat(flat.err())
                .isEqualTo("octet: Metric 'rmse' needs a label for each sample, got samples without labels. "
                        + "Give --labels with as many labels as there are samples.\n");
        assertThat(classes.code()).isEqualTo(ExitCode.USAGE.code());
        assertThat(classes.err()).startsWith("octet: Metric 'spearman' needs pairs of samples with a score each");
    }

    @Test
    void refusesNumbersOutOfRangeAndFoldersThatDoNotExist() {
        assertThat(compare("--batch", 0).err()).contains("Expected --batch to be 1 or more, got 0");
        Octet nowhere = compare("--report", folder.resolve("no/such/report.json"));
        assertThat(nowhere.code()).isEqualTo(ExitCode.FILE.code());
    }

    // The script in compare.md says that this happens.
    @Test
    void failsAModelWhoseRangesAreBroken() throws IOException {
        Path broken = folder.resolve("broken.onnx");
        Octet.run(
                "quantize",
                FLOAT,
                "--data",
                Octet.sample("calibration"),
                "-o",
                broken,
                "--range",
                "percentile:50",
                "-q");
        Object[] gate = {"--data", EVALUATION, "--max-drop", "top1=0.5pt", "--min-sqnr", "20", "--speed-seconds", "0"};
        Path junit = folder.resolve("gate.xml");
        Path markdown = folder.resolve("gate.md");

        Octet good = Octet.run(with(gate, "compare", FLOAT, quantized));
        Octet bad = Octet.run(with(gate, "compare", FLOAT, broken, "--junit", junit, "--markdown", markdown));

        assertThat(good.code()).as(good.err()).isZero();
        assertThat(bad.code()).isEqualTo(ExitCode.UNMET.code());
        assertThat(junit).content().contains("tests=\"2\" failures=\"2\"");
        assertThat(markdown).content().startsWith("### 2 of 2 criteria not met\n");
    }

    private static Object[] with(Object[] last, Object... first) {
        List<Object> all = new ArrayList<>(List.of(first));
        all.addAll(List.of(last));
        return all.toArray();
    }

    @Test
    void takesLabelsFromATable() throws IOException {
        StringBuilder table = new StringBuilder("label\n");
        for (int i = 0; i < 500; i++) {
            table.append(i / 50).append('\n');
        }
        Path labels = java.nio.file.Files.writeString(folder.resolve("labels.csv"), table);

        Octet run = Octet.run(
                "compare",
                FLOAT,
                quantized,
                "--data",
                EVALUATION,
                "--labels",
                labels,
                "--metric",
                "top1",
                "--metric",
                "top2",
                "--speed-seconds",
                0,
                "--kernel-samples",
                0);

        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.out()).containsPattern("top1 +100.00 % ").containsPattern("top2 +100.00 % ");
    }
}
