package dev.octet.suite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.octet.format.OnnxWriter;
import dev.octet.graph.Graph;
import dev.octet.graph.Initializer;
import dev.octet.graph.Model;
import dev.octet.graph.Node;
import dev.octet.graph.Value;
import dev.octet.graph.ValueType;
import dev.octet.place.PlacementSettings.Preference;
import dev.octet.tensor.ElementType;
import dev.octet.tensor.Shape;
import dev.octet.tensor.Tensor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SuiteTest {
    @TempDir
    private Path folder;

    @Test
    void aModelIsQuantizedAndTheNextFileIsNone() throws IOException, InterruptedException {
        Path good = write("good.onnx", "MatMul");
        Path bad = folder.resolve("bad.onnx");
        Files.writeString(bad, "no model at all");
        try (WorkerProcess worker = new WorkerProcess(folder, Preference.SIZE, Duration.ofSeconds(60))) {
            Verdict first = worker.ask(good);
            Verdict second = worker.ask(bad);

            assertThat(first.outcome()).as(first.detail()).isEqualTo(Outcome.QUANTIZED);
            assertThat(first.worst()).isBetween(25.0, 60.0);
            assertThat(second.outcome()).isEqualTo(Outcome.NOT_A_MODEL);
            assertThat(SuiteTable.of(List.of(first, second)))
                    .contains("| good.onnx | quantized |", "1 not a model", "1 quantized");
        }
    }

    @Test
    void aModelThatOnnxRuntimeRefusesIsNoDefect() throws IOException, InterruptedException {
        Path odd = write("odd.onnx", "NoSuchOperator");
        try (WorkerProcess worker = new WorkerProcess(folder, Preference.SPEED, Duration.ofSeconds(60))) {
            assertThat(worker.ask(odd).outcome()).isEqualTo(Outcome.NOT_RUNNABLE);
        }
    }

    @Test
    void aModelWithoutEndIsADefectAndTheNextOneRunsAllTheSame() throws IOException, InterruptedException {
        Path good = write("good.onnx", "MatMul");
        try (WorkerProcess worker = new WorkerProcess(folder, Preference.SIZE, Duration.ofMillis(1))) {
            assertThat(worker.ask(good).detail()).contains("no end within");
        }
        try (WorkerProcess worker = new WorkerProcess(folder, Preference.SIZE, Duration.ofSeconds(60))) {
            assertThat(worker.ask(good).outcome()).isEqualTo(Outcome.QUANTIZED);
        }
    }

    /** ONNX Runtime divides whole numbers by zero, which ends the process. */
    @Test
    void aFloatModelThatEndsTheProcessIsNoDefect() throws IOException, InterruptedException {
        Path crashing = folder.resolve("crashing.onnx");
        Graph graph = Graph.builder("g")
                .inputs(List.of(Value.of("n", ValueType.tensor(ElementType.INT64, Shape.of(64)))))
                .nodes(List.of(Node.of("divide", "Div", List.of("n", "n"), List.of("y"), Map.of())))
                .outputs(List.of(Value.of("y", ValueType.tensor(ElementType.INT64, Shape.of(64)))))
                .build();
        OnnxWriter.write(Model.of(graph, 8, 13), crashing);
        Path good = write("good.onnx", "MatMul");
        try (WorkerProcess worker = new WorkerProcess(folder, Preference.SIZE, Duration.ofSeconds(60))) {
            assertThat(worker.ask(crashing).outcome()).isEqualTo(Outcome.UNCHANGED);
            assertThat(worker.ask(good).outcome()).isEqualTo(Outcome.QUANTIZED);
        }
    }

    private Path write(String name, String operator) {
        Shape shape = Shape.of(32, 32);
        float[] weights = new float[32 * 32];
        for (int i = 0; i < weights.length; i++) {
            weights[i] = (i * 37 % 101) / 50f - 1;
        }
        Graph graph = Graph.builder("g")
                .inputs(List.of(Value.of("x", ValueType.tensor(ElementType.FLOAT, Shape.of(4, 32)))))
                .initializers(List.of(Initializer.of("W", Tensor.ofFloats(shape, weights))))
                .nodes(List.of(Node.of("n", operator, List.of("x", "W"), List.of("y"), Map.of())))
                .outputs(List.of(Value.of("y", ValueType.tensor(ElementType.FLOAT, Shape.of(4, 32)))))
                .build();
        Path file = folder.resolve(name);
        OnnxWriter.write(Model.of(graph, 8, 13), file);
        return file;
    }
}
