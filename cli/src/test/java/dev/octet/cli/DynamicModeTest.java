package dev.octet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DynamicModeTest {
    private static final Path MODEL = Octet.sample("digits.onnx");

    @TempDir
    Path folder;

    @Test
    void quantizesProductsAndLeavesConvolutions() {
        Path output = folder.resolve("out.onnx");

        Octet run = Octet.run("quantize", "--mode=dynamic", MODEL, "--output", output);

        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.out())
                .contains(
                        "1 node, activations at run time",
                        "1  Gemm",
                        "1  com.microsoft.DynamicQuantizeMatMul",
                        "4  LeaveConvolution: this does not hold: ONNX Runtime runs a convolution faster than float");
        assertThat(output).isNotEmptyFile();
    }

    @Test
    void reportsWhatOnnxRuntimeMakesOfIt() throws IOException {
        JsonNode json = Octet.report(folder, "--mode=dynamic", "--target=x86-64-avx2", MODEL);

        assertThat(json.at("/fusion/operators/com.microsoft.DynamicQuantizeMatMul")
                        .asInt())
                .isEqualTo(1);
        assertThat(json.at("/settings/weightCodes/1").asInt()).isEqualTo(64);
        assertThat(json.get("nodes")).hasSize(5);
        assertThat(json.findValuesAsText("reason")).hasSize(4);
    }

    @Test
    void refusesOptionsOfOtherModes() {
        Octet bits = Octet.run("quantize", "--mode=dynamic", "--bits=4", MODEL);
        Octet data = Octet.run("quantize", "--mode=dynamic", "--data", folder, MODEL);

        assertThat(bits.code()).isEqualTo(2);
        assertThat(bits.err()).contains("'--bits' means nothing with --mode=dynamic");
        assertThat(data.code()).isEqualTo(2);
        assertThat(data.err()).contains("'--data' means nothing with --mode=dynamic");
    }

    @Test
    void refusesToLeaveEverythingFloat() {
        Path output = folder.resolve("out.onnx");

        Octet run = Octet.run("quantize", "--mode=dynamic", "--exclude-operator=Gemm", MODEL, "--output", output);
        Octet unknown = Octet.run("quantize", "--mode=dynamic", "--exclude=nobody", MODEL, "--output", output);

        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).contains("Expected a model with nodes to quantize dynamically");
        assertThat(unknown.code()).isEqualTo(2);
        assertThat(unknown.err()).contains("'nobody'");
        assertThat(output).doesNotExist();
    }
}
