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

/** What {@code octet compare --layers} suggests can be pasted into the configuration, and helps. */
class SuggestedOverrideTest {
    private static final Path FLOAT = Octet.sample("digits.onnx");

    @TempDir
    private Path folder;

    private JsonNode layers(Object... quantizeOptions) throws IOException {
        Path model = folder.resolve("model.onnx");
        List<Object> arguments = new ArrayList<>(List.of("quantize", FLOAT, "-qo", model));
        arguments.addAll(List.of(quantizeOptions));
        arguments.addAll(List.of("-d", Octet.sample("calibration"), "--target=x86-64-vnni", "--range=percentile:90"));
        Octet quantized = Octet.run(arguments.toArray());
        assertThat(quantized.code()).as(quantized.err()).isZero();
        Path report = folder.resolve("report.json");
        Octet compared = Octet.run(
                "compare",
                FLOAT,
                model,
                "-qr",
                report,
                "-d",
                Octet.sample("evaluation"),
                "--samples=20",
                "--layers",
                "--speed-seconds=0",
                "--kernel-samples=0");
        assertThat(compared.code()).as(compared.err()).isZero();
        return new ObjectMapper().readTree(report.toFile()).get("layers");
    }

    @Test
    void theFirstSuggestionRemovesTheLargestError() throws IOException {
        JsonNode before = layers();
        String suggestion = before.at("/culprits/0/suggestion").asText();
        Path file = Files.writeString(folder.resolve("octet.yaml"), suggestion);
        JsonNode after = layers("--config", file);

        String first = before.at("/culprits/0/name").asText();
        assertThat(alone(after, first)).isGreaterThan(alone(before, first) + 6);
        assertThat(after.get("outputSqnr").asDouble())
                .isGreaterThan(before.get("outputSqnr").asDouble());
    }

    private static double alone(JsonNode layers, String tensor) {
        for (JsonNode each : layers.get("tensors")) {
            if (each.get("name").asText().equals(tensor)) {
                return each.get("outputSqnrAlone").asDouble();
            }
        }
        throw new AssertionError("Expected a tensor " + tensor + " in " + layers);
    }

    @Test
    void everySuggestionIsAValidConfiguration() throws IOException {
        for (JsonNode culprit : layers().get("culprits")) {
            Path file = Files.writeString(
                    folder.resolve("octet.yaml"), culprit.get("suggestion").asText());
            Octet run = Octet.run(
                    "quantize",
                    FLOAT,
                    "-qo",
                    folder.resolve("again.onnx"),
                    "-d",
                    Octet.sample("calibration"),
                    "--samples=5",
                    "--config",
                    file);
            assertThat(run.code()).as(culprit + "\n" + run.err()).isZero();
        }
    }
}
