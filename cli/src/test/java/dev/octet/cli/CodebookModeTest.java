package dev.octet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.octet.tensor.ElementType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CodebookModeTest {
    private static final Path MODEL = Octet.sample("digits.onnx");

    @TempDir
    Path folder;

    @Test
    void replacesWeightsAndSaysWhatWasLost() {
        Path output = folder.resolve("out.onnx");

        Octet run = Octet.run("quantize", "--mode=codebook", "--bits=4", MODEL, "--output", output);

        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.out()).containsPattern("quantized +5 weights, 5 codebooks");
        assertThat(run.out()).containsPattern("SQNR [\\d.]+ dB; evenly spaced codes: SQNR [\\d.]+ dB");
        assertThat(Models.count(output, ElementType.UINT4)).isEqualTo(5);
        assertThat(output.toFile().length()).isLessThan(MODEL.toFile().length() / 6);
    }

    @Test
    void writesWhatInspectNames() {
        Path output = folder.resolve("out.onnx");
        Octet.run("quantize", "--mode=codebook", "--bits=4", MODEL, "--output", output);

        Octet run = Octet.run("inspect", output);

        assertThat(run.out())
                .contains("  quantized   weights only: 5 weights as codebooks, weights 5 uint4\n")
                .containsPattern("111,808 +of 4 bits +a codebook of 16 values a tensor "
                        + "+4\\.02 bits with codebooks +56\\.2 kB +5 Gather");
        assertThat(Octet.run("inspect", "--json", output).out())
                .contains("\"form\": \"weight-only\"", "\"kind\": \"codebook\"", "\"entries\": 16");
    }

    @Test
    void namesTheFileByTheBitsAndWritesWhatVerifyMakesAgain() throws IOException {
        Path copy = Files.copy(MODEL, folder.resolve("net.onnx"));

        Octet run = Octet.run("quantize", "--mode=codebook", "--codebook=logarithmic", copy);

        assertThat(run.code()).as(run.err()).isZero();
        Path made = folder.resolve("net.codebook8.onnx");
        assertThat(made).isNotEmptyFile();
        Octet verified = Octet.run("verify", made);
        assertThat(verified.code()).as(verified.err()).isZero();
    }

    @Test
    void reportsEachWeightBesideEvenlySpacedCodes() throws IOException {
        JsonNode json = Octet.report(folder, "--mode=codebook", "--bits=4", "--codebook-per-channel", MODEL);

        assertThat(json.get("mode").asText()).isEqualTo("codebook");
        assertThat(json.at("/settings/perChannel").asBoolean()).isTrue();
        assertThat(json.get("weights")).isNotEmpty().allSatisfy(weight -> {
            assertThat(weight.get("codebooks").asInt()).isGreaterThan(1);
            assertThat(weight.get("sqnr").asDouble())
                    .isGreaterThan(weight.get("uniformSqnr").asDouble());
            assertThat(weight.get("bytes").asLong())
                    .isLessThan(weight.get("floatBytes").asLong());
        });
    }

    @Test
    void refusesOptionsOfOtherModesAndModelsWithoutWeights() {
        Path output = folder.resolve("out.onnx");
        Octet block = Octet.run("quantize", "--mode=codebook", "--block-size=32", MODEL);
        Octet codebook = Octet.run("quantize", "--mode=weight-only", "--codebook=kmeans", MODEL);
        Octet first = Octet.run("quantize", "--mode=codebook", MODEL, "--output", output);
        Octet again = Octet.run("quantize", "--mode=codebook", output, "--output", folder.resolve("again.onnx"));
        Octet unknown = Octet.run("quantize", "--mode=codebook", "--exclude=nowhere", MODEL, "--output", output);

        assertThat(block.err()).contains("'--block-size' means nothing with --mode=codebook");
        assertThat(codebook.err()).contains("'--codebook' means nothing with --mode=weight-only");
        assertThat(first.code()).as(first.err()).isZero();
        assertThat(again.code()).isEqualTo(ExitCode.USAGE.code());
        assertThat(again.err()).contains("Expected a model with weights to replace");
        assertThat(unknown.err()).contains("Excluded node 'nowhere'");
    }
}
