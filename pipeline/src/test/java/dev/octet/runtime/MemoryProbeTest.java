package dev.octet.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.octet.format.OnnxWriter;
import dev.octet.tensor.ElementType;
import dev.octet.tensor.Shape;
import dev.octet.tensor.Tensor;
import dev.octet.testing.GraphText;
import dev.octet.testing.RandomTensors;
import java.nio.file.Path;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@EnabledOnOs(value = OS.LINUX, disabledReason = "memory is read from /proc")
class MemoryProbeTest {
    private static final Map<String, Tensor> INPUTS =
            Map.of("x", RandomTensors.random(ElementType.FLOAT, Shape.of(1, 1000), 1, "x"));

    @TempDir
    private Path folder;

    private OptionalLong growth(String graph, Map<String, Tensor> inputs) {
        Path file = folder.resolve("model.onnx");
        OnnxWriter.write(GraphText.parse(graph), file);
        return MemoryProbe.growth(file, 1, inputs);
    }

    @Test
    void countsTheWeightsAndLittleElse() {
        long small = growth("x: float[1,1000]; y = Relu(x); return y", INPUTS).orElseThrow();
        long large = growth("x: float[1,1000]; W = random[1000,8000]; y = MatMul(x, W); return y", INPUTS)
                .orElseThrow();

        assertThat(small).isBetween(0L, 4L << 20);
        // 32 MB of weights, which ONNX Runtime may hold once as they are and once packed for its kernel. What either
        // run takes besides is not the same every time, so the weights are sought in the growth, not in a difference.
        assertThat(large).isBetween(32_000_000L, 84_000_000L);
    }

    @Test
    void doesNotKnowWhatDoesNotRun() {
        assertThat(growth("x: float[1,1000]; y = Relu(x); return y", Map.of())).isEmpty();
    }
}
