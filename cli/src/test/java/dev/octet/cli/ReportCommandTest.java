package dev.octet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportCommandTest {
    @TempDir
    private Path folder;

    private Path report(String name, String... options) {
        Path file = folder.resolve(name);
        Object[] arguments = new Object[options.length + 8];
        System.arraycopy(
                new Object[] {
                    "quantize",
                    Octet.sample("digits.onnx"),
                    "-d",
                    Octet.sample("calibration"),
                    "-qo",
                    folder.resolve("model.onnx"),
                    "--target=x86-64-vnni",
                    "--report=" + file
                },
                0,
                arguments,
                0,
                8);
        System.arraycopy(options, 0, arguments, 8, options.length);
        Octet run = Octet.run(arguments);
        assertThat(run.code()).as(run.err()).isZero();
        return file;
    }

    @Test
    void showsWhatAnotherOptionChanged() throws IOException {
        Path first = report("first.json");
        Path second = report("second.json", "--exclude=stem.conv");
        Path markdown = folder.resolve("changes.md");
        Octet run = Octet.run("report", first, second, "--markdown", markdown);
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.out())
                .containsPattern("quantized nodes +8 +7 +-1\n")
                .containsPattern("stem\\.conv +quantized +float: ")
                .containsPattern("modelSha256 +[0-9a-f]{64} +same\n");
        assertThat(markdown).content().contains("### Result").contains("| quantized nodes | 8 | 7 | -1 |");
    }

    @Test
    void showsWhatChangedInTheComparisonAndDrawsAPage() throws IOException {
        String[] compared = {"--evaluate=" + Octet.sample("evaluation"), "--evaluate-samples=10", "--speed-seconds=0"};
        Path first = report("first.json", compared);
        Path second = report("second.json", compared[0], compared[1], compared[2], "--range=percentile:90");
        Path page = folder.resolve("changes.html");
        Octet run = Octet.run("report", first, second, "--html", page);
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.out()).containsPattern("(?s)Comparison: Outputs.*SQNR +\\d.* dB +\\d.* dB +-\\d");
        assertThat(page).content().startsWith("<!DOCTYPE html>").contains("\"title\":\"Comparison: Outputs\"");
    }

    @Test
    void refusesAModelInPlaceOfAReport() {
        Path model = Octet.sample("digits.onnx");
        Octet run = Octet.run("report", model, model);
        assertThat(run.code()).isEqualTo(4);
        assertThat(run.err()).contains("expected JSON");
    }

    @Test
    void saysWhichFileIsMissing() {
        Octet run = Octet.run("report", folder.resolve("none.json"), folder.resolve("none.json"));
        assertThat(run.code()).isEqualTo(6);
        assertThat(run.err()).contains("none.json");
    }
}
