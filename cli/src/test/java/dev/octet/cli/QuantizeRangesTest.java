package dev.octet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Ranges from files, made-up samples, a cache and a memory budget, from the command line. */
class QuantizeRangesTest {
    private static final Path MODEL = Octet.sample("digits.onnx");
    private static final Path DATA = Octet.sample("calibration");

    @TempDir
    Path folder;

    private Octet quantize(String output, Object... more) {
        List<Object> arguments = new java.util.ArrayList<>(
                List.of("quantize", MODEL, "-o", folder.resolve(output), "--target", "x86-64-vnni"));
        arguments.addAll(List.of(more));
        return Octet.run(arguments.toArray());
    }

    @ParameterizedTest
    @ValueSource(strings = {"octet", "onnx-runtime-cache", "onnx-runtime-overrides"})
    void quantizesWithoutDataWhereAllRangesAreImported(String form) throws IOException {
        Path ranges = folder.resolve("ranges");
        Path again = folder.resolve("again");
        quantize("a.onnx", "-d", DATA, "--samples", 20, "--export-ranges", ranges, "--export-format", form);

        Octet run = quantize(
                "b.onnx", "--import-ranges", ranges, "--export-ranges", again, "--report", folder.resolve("b.json"));

        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.out()).contains("ranges      7 imported, none observed");
        assertThat(report("b.json").at("/values/0/method").asText()).isEqualTo("imported");
        Octet first = Octet.run("inspect", folder.resolve("a.onnx"));
        assertThat(Octet.run("inspect", folder.resolve("b.onnx")).out().lines().skip(4))
                .containsAll(first.out().lines().skip(6).toList());
        quantize("c.onnx", "--import-ranges", again, "--export-ranges", again);
        quantize("d.onnx", "-d", DATA, "--samples", 20, "--export-ranges", ranges);
        assertThat(again).hasSameTextualContentAs(ranges);
    }

    @Test
    void observesOnlyWhatTheImportLacks() throws IOException {
        Path ranges = folder.resolve("ranges.json");
        quantize("a.onnx", "-d", DATA, "--samples", 20, "--export-ranges", ranges);
        JsonNode all = new ObjectMapper().readTree(ranges.toFile());
        String first = all.get("ranges").fieldNames().next();
        Files.writeString(
                ranges,
                "{\"format\": \"octet-ranges\", \"version\": 1, \"ranges\": {\"%s\": {\"min\": -1, \"max\": 3}}}"
                        .formatted(first));

        Octet run = quantize("b.onnx", "-d", DATA, "--samples", 20, "--import-ranges", ranges);
        Octet without = quantize("c.onnx", "--import-ranges", ranges);

        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.out()).contains("observed    6 tensors").contains("ranges      1 imported");
        assertThat(without.code()).isEqualTo(ExitCode.USAGE.code());
        assertThat(without.err()).contains("The imported ranges lack 6 of the 7 values to quantize");
    }

    @Test
    void marksModelsThatWereCalibratedOnRandomInput() throws IOException {
        Octet run = quantize("a.onnx", "--random-input", 3, "--seed", 5, "--report", folder.resolve("a.json"));
        quantize("b.onnx", "--random-input", 3, "--seed", 5);
        quantize("c.onnx", "--random-input", 3, "--seed", 6);

        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.out()).contains("3 random samples (seed 5)").contains("ranges from random input mean little");
        assertThat(report("a.json").at("/calibration/random").asBoolean()).isTrue();
        assertThat(folder.resolve("b.onnx")).hasSameBinaryContentAs(folder.resolve("a.onnx"));
        assertThat(Files.mismatch(folder.resolve("c.onnx"), folder.resolve("a.onnx")))
                .isPositive();
    }

    @Test
    void warnsOfFewSamples() {
        String warning = "So few samples may miss much of what occurs in use";

        assertThat(quantize("a.onnx", "-d", DATA, "--samples", 9).out()).contains(warning);
        assertThat(quantize("b.onnx", "-d", DATA, "--samples", 10).out()).doesNotContain(warning);
    }

    @Test
    void givesTheSameBytesWithACacheAndABudget() {
        Path cache = folder.resolve("cache");
        quantize("a.onnx", "-d", DATA, "--samples", 20);

        Octet cached = quantize("b.onnx", "-d", DATA, "--samples", 20, "--cache", cache);
        Octet again = quantize("c.onnx", "-d", DATA, "--samples", 20, "--cache", cache);
        Octet small = quantize("d.onnx", "-d", DATA, "--samples", 20, "--memory-budget", "30kB", "--threads", 1);

        assertThat(List.of(cached, again, small))
                .allSatisfy(run -> assertThat(run.code()).as(run.err()).isZero());
        assertThat(cache).isNotEmptyDirectory();
        assertThat(small.err()).containsPattern("calibrating ([4-9]\\d|\\d{3})");
        for (String name : List.of("b", "c", "d")) {
            assertThat(folder.resolve(name + ".onnx")).hasSameBinaryContentAs(folder.resolve("a.onnx"));
        }
    }

    @Test
    void takesDataFromOnePlaceOnly() {
        Octet run = quantize("a.onnx", "-d", DATA, "--random-input", 3);

        assertThat(run.code()).isEqualTo(ExitCode.USAGE.code());
        assertThat(run.err()).contains("Expected --data or --random-input, got both.");
    }

    @Test
    void refusesAFolderForRangesThatIsNotThereBeforeItStarts() {
        Octet run = quantize("a.onnx", "-d", DATA, "--export-ranges", folder.resolve("absent/r.json"));

        assertThat(run.code()).isEqualTo(ExitCode.FILE.code());
        assertThat(folder.resolve("a.onnx")).doesNotExist();
    }

    private JsonNode report(String name) throws IOException {
        return new ObjectMapper().readTree(folder.resolve(name).toFile());
    }
}
