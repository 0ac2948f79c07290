package dev.octet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.octet.graph.Initializer;
import dev.octet.graph.Node;
import dev.octet.graph.Operator;
import dev.octet.graph.Origin;
import dev.octet.tensor.ElementType;
import dev.octet.tensor.Shape;
import dev.octet.tensor.Tensor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InspectCommandTest {
    @TempDir
    Path folder;

    @Test
    void showsTheSample() {
        Path model = Octet.sample("digits.onnx");

        Octet run = Octet.run("inspect", model);

        assertThat(run.err()).isEmpty();
        assertThat(run.code()).isZero();
        assertThat(run.out()).isEqualTo(model + """


                  producer    octet-sample-digits
                  format      IR 8, opset 17
                  size        454 kB: 451 kB weights, 2.76 kB all else
                  weights     112,842  float  in 22 tensors
                  quantized   no

                  inputs      image  float[N,1,8,8]
                  outputs     logits  float[N,10]

                  operators   16 nodes
                              4  BatchNormalization
                              4  Conv
                              4  Relu
                              1  Add
                              1  Flatten
                              1  Gemm
                              1  GlobalAveragePool
                """);
    }

    @Test
    void printsJsonForPrograms() {
        Octet run = Octet.run("inspect", "--json", Octet.sample("digits.onnx"));

        assertThat(run.code()).isZero();
        assertThat(run.out())
                .startsWith("{\n  \"format\": \"octet-inspection\",\n  \"version\": 1,")
                .endsWith("}\n");
    }

    @Test
    void showsWhatOnnxRuntimeRuns() {
        Octet run = Octet.run("inspect", "--runtime", Octet.sample("digits.onnx"));

        assertThat(run.code()).isZero();
        assertThat(run.out())
                .contains("  run by      ONNX Runtime ")
                .contains("0 nodes on integers, ")
                .containsPattern("(?m)^ +float +Gemm +");
    }

    @Test
    void printsWhatOnnxRuntimeRunsAsJson() {
        Octet run = Octet.run("inspect", "--runtime", "--json", Octet.sample("digits.onnx"));

        assertThat(run.code()).isZero();
        assertThat(run.out()).contains("\"runtime\"", "\"integerNodes\"", "\"kernel\": \"float\"");
    }

    @Test
    void saysThatOnnxRuntimeRefusesTheModel() {
        Path model =
                write(new Node("odd", new Operator("their", "Odd"), List.of("x"), List.of("y"), Map.of(), Origin.NONE));

        Octet run = Octet.run("inspect", "--runtime", model);

        assertThat(run.code()).isEqualTo(ExitCode.RUNTIME.code());
        assertThat(run.out()).isEmpty();
    }

    @Test
    void namesQuantizedWeightsAndCustomOperators() {
        Path model = write(
                Node.of("q", "DequantizeLinear", List.of("w", "s"), List.of("d"), Map.of()),
                new Node("odd", new Operator("their", "Odd"), List.of("x", "d"), List.of("y"), Map.of(), Origin.NONE));

        assertThat(Octet.run("inspect", model).out())
                .contains("  quantized   weights only: 1 DequantizeLinear, weights 1 int8\n")
                .contains("  custom      their  1 node; running them needs a library of custom operators\n")
                .contains("  weights     1  float  in 1 tensor\n");
    }

    @Test
    void spellsOutWhatCouldHarmATerminal() {
        Path model = write(new Node(
                "odd", new Operator("", "Odd\u001b[2J\nfake line"), List.of("x"), List.of("y"), Map.of(), Origin.NONE));

        assertThat(Octet.run("inspect", model).out())
                .doesNotContain("\u001b")
                .contains("1  Odd\\u001b[2J\\u000afake line\n");
    }

    @Test
    void refusesAFileThatIsNotThere() {
        Octet run = Octet.run("inspect", folder.resolve("absent.onnx"));

        assertThat(run.code()).isEqualTo(ExitCode.FILE.code());
        assertThat(run.out()).isEmpty();
        assertThat(run.err())
                .isEqualTo("octet: " + folder.resolve("absent.onnx") + ": expected an ONNX model, got no such file\n");
    }

    @Test
    void refusesAModelThatIsCutShort() throws IOException {
        byte[] whole = Files.readAllBytes(Octet.sample("digits.onnx"));
        Path half = Files.write(folder.resolve("half.onnx"), Arrays.copyOf(whole, whole.length / 2));

        Octet run = Octet.run("inspect", half);

        assertThat(run.code()).isEqualTo(ExitCode.INVALID_MODEL.code());
        assertThat(run.out()).isEmpty();
        assertThat(run.err())
                .startsWith("octet: " + half + ": expected an ONNX model")
                .hasLineCount(1);
    }

    private Path write(Node... nodes) {
        List<Initializer> constants = List.of(
                Initializer.of("w", Tensor.ofBytes(ElementType.INT8, Shape.of(2), (byte) 1, (byte) 2)),
                Initializer.of("s", Tensor.scalar(0.5f)));
        return Models.write(folder.resolve("m.onnx"), constants, nodes);
    }
}
