package dev.octet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.octet.tensor.ElementType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class Float16ModeTest {
    private static final Path MODEL = Octet.sample("digits.onnx");

    @TempDir
    Path folder;

    private Path output;

    @BeforeEach
    void place() {
        output = folder.resolve("out.onnx");
    }

    @Test
    void convertsAModel() {
        Octet run = Octet.run("quantize", "--mode=float16", MODEL, "--output", output);

        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.out()).contains("float16", "float32     nothing");
        assertThat(Models.count(output, ElementType.FLOAT)).isZero();
        assertThat(output.toFile().length()).isLessThan(MODEL.toFile().length() * 6 / 10);
    }

    @Test
    void namesTheFileByTheType() throws IOException {
        Path copy = Files.copy(MODEL, folder.resolve("net.onnx"));

        Octet run = Octet.run("quantize", "--mode=float16", copy);

        assertThat(run.code()).as(run.err()).isZero();
        assertThat(folder.resolve("net.float16.onnx")).isNotEmptyFile();
    }

    @Test
    void goesWithIntegerWeights() {
        Octet run = Octet.run("quantize", "--mode=weight-only", "--float16", MODEL, "--output", output);

        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.out()).contains("weights of 4 nodes", "float16");
        assertThat(Models.count(output, ElementType.FLOAT)).isZero();
        assertThat(Models.count(output, ElementType.UINT8)).isPositive();
    }

    @Test
    void keepsOperatorsAndNodesAsAsked() throws IOException {
        JsonNode json = Octet.report(folder, "--mode=float16", "--float32-operators=Relu,Gemm", MODEL);

        assertThat(json.get("mode").asText()).isEqualTo("float16");
        assertThat(json.at("/float16/float32Nodes").findValuesAsText("reason"))
                .contains("Relu is kept in float32", "Gemm is kept in float32");
    }

    @Test
    void refusesAModelWithoutFloat32() {
        Octet.run("quantize", "--mode=float16", MODEL, "--output", output);

        Octet again = Octet.run("quantize", "--mode=float16", output, "--output", folder.resolve("again.onnx"));

        assertThat(again.code()).isEqualTo(ExitCode.USAGE.code());
        assertThat(again.err()).contains("Expected a model with float32 to convert to float16");
    }

    @Test
    void refusesANodeThatDoesNotExist() {
        Octet run = Octet.run("quantize", "--mode=float16", "--exclude=nowhere", MODEL, "--output", output);

        assertThat(run.code()).isEqualTo(ExitCode.USAGE.code());
        assertThat(run.err()).contains("Excluded node 'nowhere'");
        assertThat(output).doesNotExist();
    }

    @Test
    void refusesOptionsOfOtherModes() {
        Octet run = Octet.run("quantize", "--mode=float16", "--bits=4", MODEL);

        assertThat(run.code()).isEqualTo(ExitCode.USAGE.code());
        assertThat(run.err()).contains("'--bits' means nothing with --mode=float16");
    }
}
