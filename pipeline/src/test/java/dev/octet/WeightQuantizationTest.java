package dev.octet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.octet.error.Kind;
import dev.octet.error.OctetException;
import dev.octet.float16.Float16Settings;
import dev.octet.format.ExternalDataUse;
import dev.octet.format.OnnxReader;
import dev.octet.format.OnnxWriter;
import dev.octet.format.WriteOptions;
import dev.octet.graph.Graph;
import dev.octet.graph.Initializer;
import dev.octet.graph.Model;
import dev.octet.onnx.ModelProto;
import dev.octet.onnx.StringStringEntryProto;
import dev.octet.onnx.TensorProto;
import dev.octet.progress.Cancellation;
import dev.octet.progress.Progress;
import dev.octet.provenance.Recipe;
import dev.octet.run.ModelOutput;
import dev.octet.tensor.ElementType;
import dev.octet.tensor.Shape;
import dev.octet.tensor.Tensor;
import dev.octet.tensor.TensorData;
import dev.octet.testing.GraphText;
import dev.octet.weightonly.WeightOnlyQuantizer;
import dev.octet.weightonly.WeightOnlySettings;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Models of unusual files and sizes, from file to file. */
class WeightQuantizationTest {
    private static final int FILES = 300;

    /** Rows of a table of floats of more than 2 GiB. */
    private static final int ROWS = (1 << 19) + 1000;

    private static final int WIDTH = 1024;

    @TempDir
    Path folder;

    private static WeightOnlySettings settings() {
        return WeightOnlySettings.ofBits(4).withBlockSize(16);
    }

    /** Many sums of products, each with a weight of its own. */
    private static Model manyWeights() {
        String products = IntStream.range(0, FILES)
                .mapToObj(i -> "W%d = random[32,32]; m%d = MatMul(x, W%d)".formatted(i, i, i))
                .collect(Collectors.joining("\n"));
        String terms = IntStream.range(0, FILES).mapToObj(i -> "m" + i).collect(Collectors.joining(", "));
        return GraphText.parse("x: float[1,32]\n" + products + "\ny = Sum(" + terms + ")\nreturn y");
    }

    /** Writes a model with each of its weights in a file of its own. */
    private Path written(Model model) throws IOException {
        Path file = folder.resolve("model.onnx");
        OnnxWriter.write(model, file, WriteOptions.defaults().withExternalData(ExternalDataUse.ALWAYS));
        byte[] all = Files.readAllBytes(folder.resolve("model.onnx.data"));
        Files.delete(folder.resolve("model.onnx.data"));
        ModelProto.Builder message = ModelProto.parseFrom(Files.readAllBytes(file)).toBuilder();
        for (TensorProto.Builder weight : message.getGraphBuilder().getInitializerBuilderList()) {
            Map<String, String> entries = weight.getExternalDataList().stream()
                    .collect(Collectors.toMap(StringStringEntryProto::getKey, StringStringEntryProto::getValue));
            int offset = Integer.parseInt(entries.getOrDefault("offset", "0"));
            int length = Integer.parseInt(entries.get("length"));
            Files.write(folder.resolve(weight.getName()), Arrays.copyOfRange(all, offset, offset + length));
            weight.clearExternalData()
                    .addExternalData(StringStringEntryProto.newBuilder()
                            .setKey("location")
                            .setValue(weight.getName()));
        }
        Files.write(file, message.build().toByteArray());
        return file;
    }

    @Test
    void readsWeightsFromHundredsOfFiles() throws IOException {
        Model inOne = manyWeights();
        Path output = folder.resolve("quantized.onnx");

        WeightQuantizationResult result =
                WeightQuantization.quantize(new WeightQuantizationConfiguration(written(inOne), output, settings()));

        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).hasSize(FILES + 2);
        }
        assertThat(result.applied()).containsExactly(Map.entry("MatMul", (long) FILES));
        assertThat(result.provenance().weights()).isPresent();
        Map<String, Initializer> expected =
                WeightOnlyQuantizer.quantize(inOne, settings()).model().graph().initializers();
        Map<String, Initializer> found = OnnxReader.read(output).graph().initializers();
        assertThat(found.keySet()).isEqualTo(expected.keySet());
        found.forEach(
                (name, initializer) -> assertThat(initializer.tensor().data().buffer())
                        .as(name)
                        .isEqualTo(Objects.requireNonNull(expected.get(name))
                                .tensor()
                                .data()
                                .buffer()));
    }

    @Test
    void quantizesATensorOfMoreThan2Gigabytes() throws IOException {
        // The file is almost all hole, and takes no space.
        Path data = folder.resolve("weights");
        long bytes = 4L * ROWS * WIDTH;
        try (RandomAccessFile file = new RandomAccessFile(data.toFile(), "rw")) {
            file.setLength(bytes);
            file.seek(bytes - 8);
            file.write(ByteBuffer.allocate(8)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .putFloat(15)
                    .putFloat(7)
                    .array());
        }
        Tensor table = new Tensor(ElementType.FLOAT, Shape.of(ROWS, WIDTH), TensorData.map(data, 0, bytes));
        Model small = GraphText.parse("i: int64[1]; T = float[2,1024] random; y = Gather(T, i); return y");
        Graph graph = small.graph().toBuilder()
                .initializers(List.of(Initializer.of("T", table)))
                .build();

        Model quantized = WeightOnlyQuantizer.quantize(
                        small.withGraph(graph), WeightOnlySettings.ofBits(8).withBlockSize(256))
                .model();

        TensorData codes = quantized.graph().constant("T_codes").orElseThrow().data();
        TensorData scales = quantized.graph().constant("T_scales").orElseThrow().data();
        assertThat(codes.byteSize()).isEqualTo((long) ROWS * WIDTH);
        assertThat(scales.slice(scales.byteSize() - 4, 4).getFloat()).isEqualTo(15 / 255f);
        ByteBuffer last = codes.slice(codes.byteSize() - 3, 3);
        assertThat(new byte[] {last.get(0), last.get(1), last.get(2)}).containsExactly(0, 255, 119);
    }

    @Test
    void leavesNothingWhenAskedToStop() throws IOException {
        Path model = folder.resolve("model.onnx");
        OnnxWriter.write(manyWeights(), model);
        Cancellation cancellation = new Cancellation();
        cancellation.request();

        assertThatThrownBy(() -> WeightQuantization.quantize(
                        new WeightQuantizationConfiguration(model, folder.resolve("out.onnx"), settings()),
                        Progress.NONE,
                        cancellation))
                .isInstanceOfSatisfying(
                        OctetException.class,
                        stopped -> assertThat(stopped.kind()).isEqualTo(Kind.CANCELLED));
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).containsExactly(model);
        }
    }

    @Test
    void tellsHowManyMegabytesAreWritten() {
        Path output = folder.resolve("large.onnx");
        Tensor weight = new Tensor(
                ElementType.FLOAT, Shape.of(4096, 4096), TensorData.computed(1L << 26, 4, (offset, target) -> {}));
        Graph graph = GraphText.parse("x: float[1,4096]; W = random[1,1]; y = MatMul(x, W); return y")
                .graph();
        Model model = Model.of(
                graph.toBuilder()
                        .initializers(List.of(Initializer.of("W", weight)))
                        .build(),
                8,
                17);
        List<String> told = new ArrayList<>();

        ModelOutput.write(model, output, listener(told), new Cancellation());

        assertThat(told.get(0)).isEqualTo("writing megabytes 67");
        assertThat(told).contains("67").endsWith("finished");
        assertThat(told.subList(1, told.size() - 1)).map(Integer::valueOf).isSorted();
    }

    private static Progress listener(List<String> told) {
        return new Progress() {
            @Override
            public void started(String task, long total) {
                told.add(task + " " + total);
            }

            @Override
            public void advanced(long done) {
                told.add(Long.toString(done));
            }

            @Override
            public void finished() {
                told.add("finished");
            }
        };
    }

    @Test
    void convertsToFloat16WithoutIntegers() {
        Path model = folder.resolve("model.onnx");
        OnnxWriter.write(manyWeights(), model);

        WeightQuantizationResult result = WeightQuantization.quantize(
                new WeightQuantizationConfiguration(model, folder.resolve("half.onnx"), Float16Settings.defaults()));

        assertThat(result.trace()).isEmpty();
        assertThat(result.float16().orElseThrow().convertedNodes()).isEqualTo(FILES + 1);
        assertThat(result.sizeRatio()).isBetween(0.45, 0.55);
    }

    @Test
    void refusesToDoNothing() {
        assertThatThrownBy(() -> new WeightQuantizationConfiguration(
                        folder, folder, Optional.empty(), Optional.empty(), false, Optional.empty(), Recipe.DEFAULTS))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void saysWhatKeepsAModelFromFloat16() {
        Path model = folder.resolve("model.onnx");
        OnnxWriter.write(GraphText.parse("""
                k: bool[]; x: float[2]
                y = If(k) {then_branch={a = Neg(x); return a}, else_branch={b = Abs(x); return b}}
                return y
                """), model);

        assertThatThrownBy(() -> WeightQuantization.quantize(new WeightQuantizationConfiguration(
                        model, folder.resolve("half.onnx"), Float16Settings.defaults())))
                .isInstanceOf(OctetException.class)
                .hasMessageContaining("with none but what has to stay float32")
                .hasMessageContaining("it has a body, which stays float32");
    }

    @Test
    void saysThatAModelIsQuantizedAlready() {
        Path model = folder.resolve("model.onnx");
        OnnxWriter.write(GraphText.parse("""
                x: float[2,64]
                W = int8[64,32] {1}; s = values[] {0.1}
                V = DequantizeLinear(W, s)
                y = MatMul(x, V)
                return y
                """), model);

        assertThatThrownBy(() -> WeightQuantization.quantize(
                        new WeightQuantizationConfiguration(model, folder.resolve("out.onnx"), settings())))
                .isInstanceOf(OctetException.class)
                .hasMessageContaining("The model is quantized already");
    }

    @Test
    void leavesWhatACallerMayOverrideUnlessToldOtherwise() {
        Path model = folder.resolve("model.onnx");
        OnnxWriter.write(
                GraphText.parse("x: float[1,2]; W: float[2,2] = {2}; y = MatMul(x, W); z = Neg(y); return z"), model);
        WeightQuantizationConfiguration asked =
                new WeightQuantizationConfiguration(model, folder.resolve("half.onnx"), Float16Settings.defaults());

        WeightQuantizationResult kept = WeightQuantization.quantize(asked);
        Model fixed = OnnxReader.read(
                WeightQuantization.quantize(asked.withFixOverridable(true)).output());

        assertThat(kept.notes())
                .containsExactly(
                        "1 initializers stay as they are: they are inputs too, and a caller may override them");
        assertThat(fixed.graph().constant("W").orElseThrow().type()).isEqualTo(ElementType.FLOAT16);
    }
}
