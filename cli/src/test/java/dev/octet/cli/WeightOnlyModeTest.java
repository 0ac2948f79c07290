package dev.octet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.octet.format.OnnxReader;
import dev.octet.inspect.Inspection;
import dev.octet.tensor.ElementType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WeightOnlyModeTest {
    private static final Path MODEL = Octet.sample("digits.onnx");

    @TempDir
    Path folder;

    @Test
    void quantizesWeightsWithoutData() {
        Path output = folder.resolve("out.onnx");

        Octet run = Octet.run("quantize", "--mode=weight-only", MODEL, "--output", output);

        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.out()).contains("weights of 4 nodes", "3  Conv", "1  Gemm", "a channel has 16 weights or more");
        assertThat(Inspection.of(output).quantization().dequantizeNodes()).isEqualTo(4);
        assertThat(output.toFile().length()).isLessThan(MODEL.toFile().length() / 3);
        assertThat(Octet.run("inspect", output).out())
                .containsPattern(
                        "of 8 bits +a scale a channel, zero points +\\d\\.\\d\\d bits with scales +\\d+ kB +3 Dequantize")
                .contains("of all weights");
    }

    @Test
    void namesTheFileByItsBits() throws IOException {
        Path copy = Files.copy(MODEL, folder.resolve("net.onnx"));

        Octet run = Octet.run("quantize", "--mode=weight-only", "--bits", 4, copy);

        assertThat(run.code()).as(run.err()).isZero();
        assertThat(folder.resolve("net.int4.onnx")).isNotEmptyFile();
    }

    @Test
    void reportsWhatStayedFloatAndWhy() throws IOException {
        JsonNode json = Octet.report(folder, "--mode=weight-only", "--form=microsoft", MODEL);

        assertThat(json.at("/settings/form").asText()).isEqualTo("microsoft");
        assertThat(json.get("nodes")).hasSize(5);
        assertThat(json.findValuesAsText("reason"))
                .containsOnly("this does not hold: ONNX's own operators are asked for")
                .hasSize(4);
    }

    @Test
    void findsWeightsOfProductsFromSamplesAndMakesThemAgain() throws IOException {
        Path copy = Files.copy(MODEL, folder.resolve("net.onnx"));
        Path data = Octet.sample("calibration");
        Path output = folder.resolve("net.int4.onnx");
        Path report = folder.resolve("report.json");

        Octet run = Octet.run(
                "quantize", "--mode=weight-only", "--bits=4", "--data", data, "--samples=20", copy, "--report", report);
        Octet verified = Octet.run("verify", output, "--data", data);
        Octet blind = Octet.run("quantize", "--mode=weight-only", "--bits=4", copy, "-o", folder.resolve("blind.onnx"));

        assertThat(run.code()).as(run.err()).isZero();
        assertThat(new ObjectMapper().readTree(report.toFile()).get("gptq").asBoolean())
                .isTrue();
        assertThat(verified.code()).as(verified.err()).isZero();
        assertThat(blind.code()).as(blind.err()).isZero();
        assertThat(Files.readAllBytes(folder.resolve("blind.onnx"))).isNotEqualTo(Files.readAllBytes(output));
    }

    @Test
    void choosesNodesOfEightBitsBySamples() throws IOException {
        Path output = folder.resolve("out.onnx");
        Path report = folder.resolve("report.json");

        Octet run = Octet.run(
                "quantize",
                "--mode=weight-only",
                "--bits=4",
                "--eight-bits-share=1",
                MODEL,
                "--data",
                Octet.sample("calibration"),
                "--samples=5",
                "--output",
                output,
                "--report",
                report);
        Octet blind = Octet.run("quantize", "--mode=weight-only", "--bits=4", "--eight-bits-share=1/2", MODEL);

        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.out()).containsPattern("8 bits +classifier");
        assertThat(report).content().contains("\"eightBitNodes\": [ \"classifier\" ]", "\"eightBitShare\": 1.0");
        assertThat(blind.code()).isEqualTo(ExitCode.USAGE.code());
        assertThat(blind.err()).contains("Expected samples to choose the weights of 8 bits by");
        Octet verified = Octet.run("verify", output, "--float", MODEL, "--data", Octet.sample("calibration"));
        assertThat(verified.code()).as(verified.err()).isZero();
    }

    @Test
    void givesSomeNodesEightBits() {
        Path output = folder.resolve("out.onnx");

        Octet run = Octet.run(
                "quantize", "--mode=weight-only", "--bits=4", "--eight-bits=classifier", MODEL, "--output", output);
        Octet unknown = Octet.run("quantize", "--mode=weight-only", "--eight-bits=nowhere", MODEL);

        assertThat(run.code()).as(run.err()).isZero();
        assertThat(OnnxReader.read(output).graph().initializers().values())
                .extracting(initializer -> initializer.tensor().type())
                .contains(ElementType.UINT8, ElementType.UINT4);
        assertThat(unknown.code()).isEqualTo(2);
        assertThat(unknown.err()).contains("Node with 8 bits 'nowhere': the model has none of that name");
    }

    @Test
    void refusesOptionsOfTheOtherMode() {
        Octet weights = Octet.run("quantize", "--mode=weight-only", "--range=entropy", MODEL);
        Octet samples = Octet.run("quantize", "--mode=weight-only", "--samples=5", MODEL);
        Octet all = Octet.run("quantize", "--bits=4", "--data", folder, MODEL);

        assertThat(weights.code()).isEqualTo(2);
        assertThat(weights.err()).contains("'--range' means nothing with --mode=weight-only");
        assertThat(samples.code()).isEqualTo(2);
        assertThat(samples.err()).contains("'--samples' means nothing with --mode=weight-only without --data");
        assertThat(all.code()).isEqualTo(2);
        assertThat(all.err()).contains("'--bits' means nothing with --mode=static");
    }

    @Test
    void asksForDataWhereItIsNeeded() {
        Octet run = Octet.run("quantize", MODEL);

        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).contains("Missing required option: '--data=PATH'");
    }
}
