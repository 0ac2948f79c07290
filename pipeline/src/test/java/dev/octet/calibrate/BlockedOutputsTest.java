package dev.octet.calibrate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.octet.calibrate.data.DataSource;
import dev.octet.calibrate.data.Sample;
import dev.octet.graph.Graph;
import dev.octet.graph.Model;
import dev.octet.graph.Node;
import dev.octet.observe.Accumulator;
import dev.octet.observe.StatisticKind;
import dev.octet.observe.TensorStatistics;
import dev.octet.progress.Progress;
import dev.octet.runtime.Session;
import dev.octet.runtime.SessionSettings;
import dev.octet.tensor.ElementType;
import dev.octet.tensor.Shape;
import dev.octet.tensor.Tensor;
import dev.octet.testing.GraphText;
import dev.octet.testing.RandomTensors;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class BlockedOutputsTest {
    /** Channels that fill blocks, channels that do not, and a value that others read in the order of ONNX. */
    private static final Model MODEL = GraphText.parse("""
            x: float[1,3,12,12]
            W1 = random[16,3,3,3]
            W2 = random[12,16,1,1]
            W3 = random[32,12,3,3]
            full = Conv(x, W1)
            active = Relu(full)
            padded = Conv(active, W2)
            last = Conv(padded, W3)
            turned = ReduceMean(last) {axes=[3], keepdims=0}
            return turned, full, active, padded, last
            """);

    private static final Set<String> VALUES = Set.of("full", "active", "padded", "last", "turned");

    @Test
    void countsWhatPlainOutputsHold() {
        Tensor x = RandomTensors.random(ElementType.FLOAT, Shape.of(1, 3, 12, 12), 7, "x");
        Map<String, TensorStatistics> expected = new LinkedHashMap<>();
        try (Session session = Session.open(MODEL, SessionSettings.defaults().withThreads(1))) {
            session.run(Map.of("x", x)).forEach((name, tensor) -> {
                Accumulator accumulator = new Accumulator(Set.of(StatisticKind.HISTOGRAM));
                accumulator.observe(0, tensor);
                expected.put(name, accumulator.statistics());
            });
        }

        CalibrationResult result = Calibrator.observe(
                MODEL,
                VALUES,
                DataSource.of(List.of(Sample.of("one", Map.of("x", x))), "one"),
                CalibrationSettings.defaults().withStatistics(Set.of(StatisticKind.MIN_MAX, StatisticKind.HISTOGRAM)),
                Progress.NONE);

        assertThat(result.statistics()).isEqualTo(expected);
    }

    @Test
    void removesOnlyReordersOfFullBlocksThatNobodyReads() {
        Graph graph = GraphText.parse("""
                        x: float[1,16,4,4]
                        a = com.microsoft.nchwc.Conv(x)
                        b = com.microsoft.nchwc.Conv(a)
                        full = com.microsoft.nchwc.ReorderOutput(a) {channels=16}
                        again = com.microsoft.nchwc.ReorderOutput(a) {channels=16}
                        padded = com.microsoft.nchwc.ReorderOutput(b) {channels=12}
                        c = com.microsoft.nchwc.Conv(b)
                        read = com.microsoft.nchwc.ReorderOutput(c) {channels=16}
                        y = Neg(read)
                        d = com.microsoft.nchwc.Conv(c)
                        state = com.microsoft.nchwc.ReorderOutput(d) {channels=16}
                        return full, again, padded, read, y, state
                        """).graph();

        Graph exposed = BlockedOutputs.exposed(graph, Set.of("full", "again", "padded", "read", "y"));

        assertThat(exposed.nodes())
                .extracting(Node::outputs)
                .containsExactly(
                        List.of("full"),
                        List.of("b"),
                        List.of("again"),
                        List.of("padded"),
                        List.of("c"),
                        List.of("read"),
                        List.of("y"),
                        List.of("d"),
                        List.of("state"));
        assertThat(exposed.nodes().get(1).inputs()).containsExactly("full");
        assertThat(exposed.nodes().get(2).inputs()).containsExactly("full");
    }

    /** ONNX Runtime calls what it adds reorder_token_0 in the graph and in the body, and refuses the model it wrote. */
    @Test
    void observesAModelWithConvolutionsInBodiesToo() {
        Model model = GraphText.parse("""
                c: bool; x: float[1,8,10,10]
                W = random[8,8,3,3]
                t = Conv(x, W) {pads=[1,1,1,1]}
                u = If(c) {
                    then_branch={V = random[8,8,3,3]; a = Conv(t, V) {pads=[1,1,1,1]}; return a},
                    else_branch={b = Relu(t); return b}}
                y = Conv(u, W)
                return y
                """);
        Tensor x = RandomTensors.random(ElementType.FLOAT, Shape.of(1, 8, 10, 10), 1, "x");
        Tensor c = Tensor.ofBytes(ElementType.BOOL, Shape.of(), (byte) 1);
        DataSource samples = DataSource.of(List.of(Sample.of("one", Map.of("x", x, "c", c))), "one sample");

        CalibrationResult result = Calibrator.observe(
                model, Set.of("t", "u", "y"), samples, CalibrationSettings.defaults(), Progress.NONE);

        assertThat(result.statistics()).containsOnlyKeys("t", "u", "y");
    }
}
