package dev.octet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.octet.format.OnnxReader;
import dev.octet.format.OnnxWriter;
import dev.octet.graph.Model;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A quantized model says what it was made from, and can be made again from that. */
class VerifyCommandTest {
    private static final Path DATA = Octet.sample("calibration");

    @TempDir
    private static Path folder;

    private static Path original;
    private static Path quantized;

    @BeforeAll
    static void quantize() throws IOException {
        original = Files.copy(Octet.sample("digits.onnx"), folder.resolve("digits.onnx"));
        quantized = folder.resolve("quantized.onnx");
        Octet run = Octet.run(
                "quantize",
                original,
                "--data",
                DATA,
                "-o",
                quantized,
                "--samples",
                20,
                "--range",
                "percentile:99.9",
                "--exclude",
                "stem.conv",
                "--per-tensor",
                "-q");
        assertThat(run.code()).as(run.err()).isZero();
    }

    private static Octet verify(Object model, Object... more) {
        Object[] arguments = new Object[more.length + 4];
        System.arraycopy(new Object[] {"verify", model, "--data", DATA}, 0, arguments, 0, 4);
        System.arraycopy(more, 0, arguments, 4, more.length);
        return Octet.run(arguments);
    }

    /** The quantized model with a changed entry of its metadata. */
    private static Path changed(String key, String value) {
        Path file = folder.resolve("changed.onnx");
        Model model = OnnxReader.read(quantized);
        OnnxWriter.write(model.withMetadata(key, value), file);
        return file;
    }

    @Test
    void findsTheFloatModelAndMakesTheSameBytes() {
        Octet run = verify(quantized);
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.out())
                .isEqualTo("%s is what %s and %s give, byte for byte.%n"
                        .formatted(quantized, original.toAbsolutePath(), DATA));
    }

    @Test
    void saysNothingWhereItIsToBeQuiet() {
        Octet run = verify(quantized, "--quiet");
        assertThat(run).isEqualTo(new Octet(0, "", ""));
    }

    @Test
    void finds1ByteThatWasChanged() throws IOException {
        byte[] bytes = Files.readAllBytes(quantized);
        bytes[bytes.length / 2] ^= 1;
        Path tampered = Files.write(folder.resolve("tampered.onnx"), bytes);
        Octet run = verify(tampered);
        assertThat(run.code()).isEqualTo(7);
        assertThat(run.err()).contains("cannot be made again").contains("the file was changed afterwards");
    }

    @Test
    void tellsOtherSamples() {
        Octet run = Octet.run("verify", quantized, "--data", Octet.sample("evaluation"));
        assertThat(run.code()).isEqualTo(7);
        assertThat(run.err()).contains("octet.samples.sha256 was ");
    }

    @Test
    void tellsAnotherVersionOfOnnxRuntime() {
        Octet run = verify(changed("octet.onnxruntime", "1.0.0"));
        assertThat(run.code()).isEqualTo(7);
        assertThat(run.err()).contains("octet.onnxruntime was 1.0.0 and is 1.");
    }

    @Test
    void refusesAnotherFloatModel() {
        Octet run = verify(quantized, "--float", quantized);
        assertThat(run.code()).isEqualTo(7);
        assertThat(run.err()).contains("is not the float model");
    }

    @Test
    void asksForTheFloatModelWhereItIsNotBeside(@TempDir Path elsewhere) throws IOException {
        Path alone = Files.copy(quantized, elsewhere.resolve("quantized.onnx"));
        Octet run = verify(alone);
        assertThat(run.code()).isEqualTo(6);
        assertThat(run.err()).contains("--float");
        assertThat(verify(alone, "--float", original).code()).isZero();
    }

    @Test
    void refusesAModelThatSaysNothing() {
        Octet run = verify(original);
        assertThat(run.code()).isEqualTo(3);
        assertThat(run.err()).contains("does not say what it was made from");
    }

    /** A model is a stranger's file: its metadata must not make the command write files or read others. */
    @ParameterizedTest
    @CsvSource({"report", "output", "data", "no-such-option"})
    void followsNoOptionOfAStrangersModelThatDecidesNothing(String option) {
        Octet run = verify(changed("octet.options", "{\"%s\":[\"x\"]}".formatted(option)));
        assertThat(run.code()).isEqualTo(3);
        assertThat(run.err()).contains("'" + option + "'");
        assertThat(Path.of("x")).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--mode=dynamic --target=x86-64-avx2",
                "--mode=weight-only --bits=4 --form=microsoft --symmetric --exclude=stem.conv",
                "--mode=weight-only --float16",
                "--mode=float16 --float32-operators=Relu,Gemm"
            })
    void makesModelsAgainThatNeedNoData(String options) {
        Path made = folder.resolve("made.onnx");
        Octet run = Octet.run(Stream.of(Stream.of("quantize", original, "-o", made), Stream.of(options.split(" ")))
                .flatMap(arguments -> arguments)
                .toArray());
        assertThat(run.code()).as(run.err()).isZero();

        Octet same = Octet.run("verify", made);
        assertThat(same.code()).as(same.err()).isZero();
        assertThat(same.out()).endsWith("gives, byte for byte.%n".formatted());

        OnnxWriter.write(OnnxReader.read(made).withMetadata("another", "entry"), made);
        assertThat(Octet.run("verify", made).code()).isEqualTo(ExitCode.UNMET.code());
    }
}
