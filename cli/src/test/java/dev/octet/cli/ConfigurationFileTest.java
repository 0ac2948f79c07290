package dev.octet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.octet.format.OnnxReader;
import dev.octet.provenance.Provenance;
import dev.octet.provenance.Recipe;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigurationFileTest {
    private static final Path MODEL = Octet.sample("digits.onnx");

    @TempDir
    private Path folder;

    private Path file(String yaml) throws IOException {
        return Files.writeString(folder.resolve("octet.yaml"), yaml);
    }

    private Octet quantize(String yaml, Object... options) throws IOException {
        Object[] arguments = new Object[options.length + 4];
        System.arraycopy(new Object[] {"quantize", MODEL, "--config", file(yaml)}, 0, arguments, 0, 4);
        System.arraycopy(options, 0, arguments, 4, options.length);
        return Octet.run(arguments);
    }

    private Recipe recipe(String output) {
        return Provenance.of(OnnxReader.read(folder.resolve(output)))
                .orElseThrow()
                .recipe();
    }

    @Test
    void givesEveryOptionUnderItsLongName() throws IOException {
        Octet run = quantize("""
                data: %s
                output: there.onnx       # relative to this file
                quiet: true
                samples: 20
                mean: [0.5]
                target: x86-64-vnni
                exclude: [stem.conv, down.conv]
                overrides:
                  - tensor: block.first.relu.output
                    range: mse
                """.formatted(Octet.sample("calibration")));
        assertThat(run).isEqualTo(new Octet(0, "", ""));
        assertThat(recipe("there.onnx").options())
                .containsEntry("samples", List.of("20"))
                .containsEntry("mean", List.of("0.5"))
                .containsEntry("exclude", List.of("stem.conv", "down.conv"))
                .containsEntry("override", List.of("{\"tensor\":\"block.first.relu.output\",\"range\":\"mse\"}"))
                .doesNotContainKeys("data", "output", "config");
    }

    @Test
    void aCommandLineOptionWins() throws IOException {
        Octet run = quantize(
                "data: nowhere\nsamples: 20\noutput: there.onnx",
                "-d",
                Octet.sample("calibration"),
                "--samples=10",
                "-q");
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(recipe("there.onnx").options()).containsEntry("samples", List.of("10"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "smaples: 20; did you mean 'samples'?",
                "config: other.yaml; has no option 'config'",
                "samples: {a: 1}; expected a number, a text, true, false or a list",
                "- 1; expected lines of 'option: value'",
                "samples: [; not valid YAML",
                "overrides: {tensor: x}; expected a list of maps",
                "overrides: [{tensor: x}]; expected one of [node, operator, tensor]"
            })
    void saysWhatIsWrong(String yaml, String message) throws IOException {
        Octet run = quantize(yaml);
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).contains(message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "quiet: true|smaples: 20; 2",
                "quiet: true||samples: {a: 1}; 3",
                "quiet: true|samples: abc; 2",
                "quiet: true|target: x86; 2",
                "quiet: true|samples: [; 2",
                "quiet: true|quiet: false; 2",
                "overrides:|  - {tensor: x, range: mse}|  - tensor: y|    rnage: mse; 3",
                "overrides:|  - {tensor: x, range: mse}|  - y; 3",
                "quiet: true|overrides: 5; 2"
            })
    void namesTheLine(String yaml, int line) throws IOException {
        Octet run = quantize(yaml.replace('|', '\n'));
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).contains("octet.yaml:" + line + ": ");
    }

    @Test
    void namesNoLineForWhatTheCommandLineSays() throws IOException {
        Octet run = quantize("samples: 20", "--samples=abc");
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).contains("--samples").doesNotContain("octet.yaml:");
    }

    @Test
    void saysThatTheFileIsMissing() {
        Octet run = Octet.run("quantize", MODEL, "--config", folder.resolve("none.yaml"));
        assertThat(run.code()).isEqualTo(6);
        assertThat(run.err()).contains("none.yaml");
    }
}
