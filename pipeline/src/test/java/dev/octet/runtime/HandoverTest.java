package dev.octet.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.octet.error.OctetException;
import dev.octet.format.ExternalDataUse;
import dev.octet.format.OnnxReader;
import dev.octet.format.OnnxWriter;
import dev.octet.format.WriteOptions;
import dev.octet.graph.Model;
import dev.octet.tensor.ElementType;
import dev.octet.tensor.Shape;
import dev.octet.tensor.Tensor;
import dev.octet.testing.GraphText;
import dev.octet.testing.RandomTensors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A model computes the same however it is handed over. */
class HandoverTest {
    private static final Handover APART = new Handover(0, 1, Long.MAX_VALUE);
    private static final Handover FILE = new Handover(0, Long.MAX_VALUE, 0);

    /** Weights of several types, one shared by two names, one overridable, one read by a subgraph, quantized ones. */
    private static final Model MODEL = GraphText.parse("""
            opset 13
            c: bool[]; x: float[1,3,8,8]; bias: float[1] = {0.5}
            W = random[4,3,3,3]; axes = int64[1] {1}; u = uint16[2] {1, 2}
            Q = int8[4,4,1,1] random; s = values[] {0.05}; z = int8[] {0}; xs = values[] {0.03}; xz = uint8[] {128}
            a = Conv(x, W)
            b = Add(a, bias)
            q = QuantizeLinear(b, xs, xz)
            d = DequantizeLinear(q, xs, xz)
            w = DequantizeLinear(Q, s, z)
            e = Conv(d, w)
            f = QuantizeLinear(e, xs, xz)
            g = DequantizeLinear(f, xs, xz)
            y = If(c) {then_branch={t = ReduceMean(W); r = Add(g, t); return r}, else_branch={r = Neg(g); return r}}
            v = Cast(u) {to=1}
            return y, v
            """);

    private static Map<String, Tensor> inputs() {
        return Map.of(
                "c",
                Tensor.ofBytes(ElementType.BOOL, Shape.SCALAR, (byte) 1),
                "x",
                RandomTensors.random(ElementType.FLOAT, Shape.of(1, 3, 8, 8), 3, "x"));
    }

    private static Map<String, Tensor> run(Model model, OptimizationLevel level, Handover handover) {
        try (Session session = Session.open(model, Runs.PLAIN.withLevel(level), handover)) {
            return session.run(inputs());
        }
    }

    @ParameterizedTest
    @EnumSource
    void computesTheSameApartAndFromAFile(OptimizationLevel level) {
        Map<String, Tensor> whole = run(MODEL, level, Handover.DEFAULT);
        assertThat(run(MODEL, level, APART)).isEqualTo(whole);
        assertThat(run(MODEL, level, FILE)).isEqualTo(whole);
    }

    @Test
    void computesTheSameFromMappedWeights(@TempDir Path folder) {
        Path file = folder.resolve("model.onnx");
        OnnxWriter.write(MODEL, file, WriteOptions.defaults().withExternalData(ExternalDataUse.ALWAYS));
        Model mapped = OnnxReader.read(file);
        assertThat(run(mapped, OptimizationLevel.ALL, APART))
                .isEqualTo(run(MODEL, OptimizationLevel.ALL, Handover.DEFAULT));
    }

    @ParameterizedTest
    @EnumSource
    void writesAnOptimizedModelThatCanBeReadAndRun(OptimizationLevel level, @TempDir Path folder) {
        Path file = folder.resolve("optimized.onnx");
        SessionSettings writing = Runs.PLAIN.withLevel(level).withOptimizedModel(file);
        Session.open(MODEL, writing, APART).close();

        assertThat(run(OnnxReader.read(file), OptimizationLevel.NONE, Handover.DEFAULT))
                .containsOnlyKeys("y", "v");
    }

    @Test
    void writesAnOptimizedModelWithItsWeightsBesideItWhereTheyAreTooLarge(@TempDir Path folder) throws IOException {
        Model model = GraphText.parse("x: float[1,40]; W = random[40,40]; y = MatMul(x, W); return y");
        Path file = folder.resolve("optimized.onnx");
        Handover tooLarge = new Handover(0, 1, 100);
        Session.open(model, Runs.PLAIN.withOptimizedModel(file), tooLarge).close();

        assertThat(Files.size(file)).isLessThan(40 * 40 * 4);
        assertThat(Files.size(folder.resolve("optimized.onnx.data"))).isGreaterThanOrEqualTo(40 * 40 * 4);
        assertThat(OnnxReader.read(file).graph().constant("W"))
                .isEqualTo(model.graph().constant("W"));
    }

    @Test
    void keepsBuffersAliveAsLongAsTheSession() {
        Model model = GraphText.parse("x: float[1,1000]; W = random[1000,1000]; y = MatMul(x, W); return y");
        // Without prepacking ONNX Runtime reads the weights during each run.
        SessionSettings settings = Runs.PLAIN.withEntry("session.disable_prepacking", "1");
        Map<String, Tensor> given = Map.of("x", RandomTensors.random(ElementType.FLOAT, Shape.of(1, 1000), 1, "x"));
        try (Session session = Session.open(model, settings, APART);
                Session reference = Session.open(model, settings)) {
            Map<String, Tensor> expected = reference.run(given);
            for (int i = 0; i < 5; i++) {
                System.gc();
                List.of(new byte[8 << 20], new byte[8 << 20]);
                assertThat(session.run(given)).isEqualTo(expected);
            }
        }
    }

    @Test
    void leavesNoTemporaryFilesBehind() throws IOException {
        long before = temporaryFolders();
        try (Session session = Session.open(MODEL, Runs.PLAIN, FILE)) {
            assertThat(temporaryFolders()).isEqualTo(before + 1);
            assertThat(session.run(inputs())).isNotEmpty();
        }
        Model broken = GraphText.parse("x: float[2]; W = random[2]; y = Foo(x, W); return y");
        assertThatThrownBy(() -> Session.open(broken, Runs.PLAIN, FILE)).isInstanceOf(OctetException.class);
        assertThat(temporaryFolders()).isEqualTo(before);
    }

    private static long temporaryFolders() throws IOException {
        try (Stream<Path> files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
            return files.filter(file -> String.valueOf(file.getFileName()).matches("octet\\d+"))
                    .count();
        }
    }
}
