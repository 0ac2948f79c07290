package dev.octet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.octet.graph.Initializer;
import dev.octet.graph.Node;
import dev.octet.inspect.Inspection;
import dev.octet.inspect.QuantizationForm;
import dev.octet.tensor.Shape;
import dev.octet.tensor.Tensor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class QuantizeCommandTest {
    private static final Path MODEL = Octet.sample("digits.onnx");
    private static final Path DATA = Octet.sample("calibration");

    @TempDir
    Path folder;

    @Test
    void quantizesTheSampleAndSaysWhatItDid() {
        Path output = folder.resolve("out.onnx");

        Octet run = Octet.run("quantize", MODEL, "--data", DATA, "--output", output, "--target", "x86-64-vnni");

        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.out().replaceAll("(?m)^  time .*$", "  time")).isEqualTo("""
                MODEL

                  prepared    4 nodes folded
                              4  FoldBatchNormIntoConv
                  observed    7 tensors over 200 samples, images in DATA
                  quantized   8 of 12 nodes for x86-64-vnni, all fused by ONNX Runtime
                              4  Conv
                              1  Add
                              1  Flatten
                              1  Gemm
                              1  GlobalAveragePool
                  absorbed    4 nodes by the node in front, at no cost
                              4  Relu
                  left float  nothing

                  size        454 kB -> 125 kB (27.5 %)
                  time
                  model       OUTPUT
                """.replace("MODEL", MODEL.toString())
                .replace("DATA", DATA.toString())
                .replace("OUTPUT", output.toString()));
        assertThat(Inspection.of(output).quantization().form()).isEqualTo(QuantizationForm.QDQ);
    }

    @Test
    void writesTheSameBytesEachTime() throws IOException {
        Path first = folder.resolve("first.onnx");
        Path second = folder.resolve("second.onnx");

        Octet.run("quantize", MODEL, "--data", DATA, "-o", first, "--samples", 20, "--threads", 2);
        Octet.run("quantize", MODEL, "--data", DATA, "-o", second, "--samples", 20, "--threads", 1);

        assertThat(second).hasSameBinaryContentAs(first);
    }

    @Test
    void strictModeWritesTheReportButNoModelWhereSomethingStaysFloat() throws IOException {
        Tensor kernel = Tensor.ofFloats(Shape.of(1, 1, 1, 1), 0.5f);
        Path lone = Models.write(
                folder.resolve("lone.onnx"),
                List.of(Initializer.of("w", kernel)),
                Node.of("", "Conv", List.of("x", "w"), List.of("y"), Map.of()));
        Path report = folder.resolve("lone.json");

        Octet fine = Octet.run(
                "quantize", MODEL, "-d", DATA, "-o", folder.resolve("o.onnx"), "--target=x86-64-vnni", "--strict");
        Octet refused = Octet.run(
                "quantize", lone, "-d", DATA, "--resize=8x8", "--target=x86-64-vnni", "--strict", "-r", report);

        assertThat(fine.code()).as(fine.err()).isZero();
        assertThat(refused.code()).as(refused.err()).isEqualTo(ExitCode.UNMET.code());
        assertThat(refused.err()).contains("the whole model: ").contains("--prefer size");
        assertThat(refused.out()).contains("model       not written");
        assertThat(new ObjectMapper().readTree(report.toFile()).get("outcome").asText())
                .isEqualTo("refused");
        assertThat(folder.resolve("lone.int8.onnx")).doesNotExist();
    }

    @Test
    void putsTheModelBesideItsSourceUnlessToldOtherwise() throws IOException {
        Path copy = Files.copy(MODEL, folder.resolve("net.onnx"));

        Octet run = Octet.run("quantize", copy, "--data", DATA, "--samples", 10);

        assertThat(run.code()).as(run.err()).isZero();
        assertThat(folder.resolve("net.int8.onnx")).isNotEmptyFile();
    }

    @Test
    void writesAReportForPrograms() throws IOException {
        Path report = folder.resolve("report.json");

        Octet run = Octet.run(
                "quantize", MODEL, "--data", DATA, "-o", folder.resolve("o.onnx"), "--report", report, "--samples", 30);

        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.out()).contains("\n  report      " + report + "\n");
        JsonNode json = new ObjectMapper().readTree(report.toFile());
        assertThat(json.get("format").asText()).isEqualTo("octet-quantization");
        assertThat(json.get("calibration").get("samples").asInt()).isEqualTo(30);
        assertThat(json.get("output").get("bytes").asLong()).isEqualTo(Files.size(folder.resolve("o.onnx")));
    }

    @Test
    void showsProgressOnStandardErrorOnly() {
        Octet loud = Octet.run("quantize", MODEL, "--data", DATA, "-o", folder.resolve("o.onnx"), "--samples", 10);
        Octet quiet =
                Octet.run("quantize", MODEL, "--data", DATA, "-o", folder.resolve("o.onnx"), "--samples", 10, "-q");

        assertThat(loud.err()).contains("octet: calibrating 10 ...\n").contains("octet: calibrating: 10 in ");
        assertThat(loud.out()).doesNotContain("calibrating");
        assertThat(quiet.err()).isEmpty();
        assertThat(quiet.out()).isEmpty();
        assertThat(quiet.code()).isZero();
    }

    @Test
    void leavesFloatWhatTheUserExcludes() {
        Octet run = Octet.run(
                "quantize",
                MODEL,
                "-d",
                DATA,
                "-o",
                folder.resolve("o.onnx"),
                "--samples",
                10,
                "--exclude",
                "stem.conv",
                "--exclude-operator",
                "Gemm",
                "--target",
                "x86-64-vnni");

        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.out()).contains("excluded by the configuration\n").contains("'stem.conv' (Conv), ");
    }

    @Test
    void passesOptionsOnToTheData() {
        Path output = folder.resolve("o.onnx");

        Octet run = Octet.run("quantize", MODEL, "-d", DATA, "-o", output, "--samples", 10, "--crop", "7x7");

        assertThat(run.code()).isEqualTo(ExitCode.INVALID_DATA.code());
        assertThat(run.err()).contains("7");
        assertThat(output).doesNotExist();
    }

    @Test
    void copiesAModelThatWouldGainNothing() {
        Path model = Models.write(
                folder.resolve("m.onnx"), List.of(), Node.of("only", "Sin", List.of("x"), List.of("y"), Map.of()));

        Octet run = Octet.run("quantize", model, "--data", DATA);

        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.out()).contains("  quantized   nothing: ").contains("The model was copied as it is.");
        assertThat(folder.resolve("m.int8.onnx")).hasSameBinaryContentAs(model);
    }
}
