package dev.octet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.octet.graph.Node;
import dev.octet.graph.Operator;
import dev.octet.graph.Origin;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever goes wrong: one clear line, the right exit code, and nothing left behind. */
class QuantizeFailureTest {
    private static final Path MODEL = Octet.sample("digits.onnx");
    private static final Path DATA = Octet.sample("calibration");

    @TempDir
    Path folder;

    private Path data;
    private Path output;

    @BeforeEach
    void prepare() throws IOException {
        data = Files.createDirectory(folder.resolve("data"));
        output = Files.createDirectory(folder.resolve("out")).resolve("out.onnx");
        for (int i = 0; i < 3; i++) {
            Files.copy(firstImage(), data.resolve(i + ".png"));
        }
    }

    private static Path firstImage() throws IOException {
        try (Stream<Path> files = Files.walk(DATA)) {
            return files.filter(file -> file.toString().endsWith(".png"))
                    .sorted()
                    .findFirst()
                    .orElseThrow();
        }
    }

    private void assertFails(ExitCode code, String message, Object... more) throws IOException {
        Object[] start = {"quantize", "--data", data, "--output", output};
        Octet run = Octet.run(Stream.concat(Stream.of(start), Stream.of(more)).toArray());

        assertThat(run.err().lines().filter(line -> !line.startsWith("octet: calibrating")))
                .singleElement()
                .asString()
                .startsWith("octet: ")
                .contains(message);
        assertThat(run.code()).isEqualTo(code.code());
        assertThat(run.out()).isEmpty();
        try (Stream<Path> left = Files.list(folder.resolve("out"))) {
            assertThat(left).as("files left behind").isEmpty();
        }
    }

    @Test
    void refusesADamagedModel() throws IOException {
        byte[] whole = Files.readAllBytes(MODEL);
        Path model = Files.write(folder.resolve("half.onnx"), Arrays.copyOf(whole, whole.length / 2));

        assertFails(ExitCode.INVALID_MODEL, "half.onnx: expected an ONNX model", model);
    }

    @Test
    void refusesAModelThatIsNotThere() throws IOException {
        assertFails(
                ExitCode.FILE, "absent.onnx: expected an ONNX model, got no such file", folder.resolve("absent.onnx"));
    }

    @Test
    void reportsAModelThatOnnxRuntimeRefuses() throws IOException {
        Node stranger =
                new Node("odd", new Operator("their", "Odd"), List.of("x"), List.of("y"), Map.of(), Origin.NONE);
        Path model = Models.write(folder.resolve("custom.onnx"), List.of(), stranger);

        assertFails(ExitCode.RUNTIME, "Odd", model);
    }

    @Test
    void namesAnImageThatIsCutShort() throws IOException {
        byte[] whole = Files.readAllBytes(data.resolve("1.png"));
        Files.write(data.resolve("1.png"), Arrays.copyOf(whole, whole.length / 2));

        assertFails(ExitCode.INVALID_DATA, "1.png", MODEL);
    }

    @Test
    void goesOnWithoutABadImageIfAsked() throws IOException {
        Files.write(data.resolve("1.png"), new byte[10]);

        Octet run = Octet.run("quantize", MODEL, "-d", data, "-o", output, "--on-bad-sample=skip");

        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.out())
                .contains("over 3 samples")
                .contains("1 bad sample left out")
                .contains("1.png");
    }

    @Test
    void refusesAnEmptyFolder() throws IOException {
        data = Files.createDirectory(folder.resolve("empty"));

        assertFails(ExitCode.INVALID_DATA, "No samples in the folder " + data, MODEL);
    }

    @Test
    void refusesAFolderThatIsNotThere() throws IOException {
        data = folder.resolve("absent");

        assertFails(ExitCode.FILE, "got no such file or folder", MODEL);
    }

    @Test
    void namesTheKeyThatIsWrongInThePreprocessing() throws IOException {
        Files.writeString(data.resolve("preprocessing.yaml"), "colour: gray\n");

        assertFails(ExitCode.USAGE, "unknown key 'colour'; did you mean 'color'?", MODEL);
    }

    @Test
    void refusesNumbersThatMakeNoSense() throws IOException {
        assertFails(ExitCode.USAGE, "std", MODEL, "--std", "0");
        assertFails(ExitCode.USAGE, "--samples to be 1 or more, got 0", MODEL, "--samples", "0");
        assertFails(ExitCode.USAGE, "--threads to be 1 or more, got 0", MODEL, "--threads", "0");
    }

    @Test
    void refusesToWriteIntoAFolderThatIsNotThere() throws IOException {
        output = folder.resolve("out").resolve("deep").resolve("o.onnx");

        assertFails(ExitCode.FILE, "there is no folder " + output.getParent(), MODEL);
    }

    @Test
    void refusesToWriteOverAFolder() throws IOException {
        output = data;

        assertFails(ExitCode.FILE, "got the folder " + data, MODEL);
    }

    @Test
    void refusesToWriteOverTheModel() throws IOException {
        Path model = Files.copy(MODEL, folder.resolve("m.onnx"));
        for (Path same : List.of(model, folder.resolve("data/../m.onnx"), link("link.onnx", model))) {
            output = same;
            assertFails(ExitCode.USAGE, "--output to name a file of its own", model);
        }
        assertThat(model).hasSameBinaryContentAs(MODEL);
    }

    @Test
    void refusesToWriteTheReportOverAModel() throws IOException {
        Path model = Files.copy(MODEL, folder.resolve("m.onnx"));

        assertFails(ExitCode.USAGE, "--report to name a file of its own", model, "--report", model);
        assertFails(ExitCode.USAGE, "which is also --output", model, "--report", output);
    }

    @Test
    void refusesAReportInAFolderThatIsNotThereBeforeItStarts() throws IOException {
        assertFails(ExitCode.FILE, "there is no folder", MODEL, "--report", folder.resolve("absent/report.json"));
    }

    private Path link(String name, Path target) throws IOException {
        return Files.createSymbolicLink(folder.resolve(name), target);
    }
}
