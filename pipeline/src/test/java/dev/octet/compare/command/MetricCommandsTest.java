package dev.octet.compare.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.octet.compare.Comparison;
import dev.octet.compare.EvaluationSet;
import dev.octet.compare.MetricComparison;
import dev.octet.compare.Pairs;
import dev.octet.compare.metric.TopAccuracy;
import dev.octet.error.Kind;
import dev.octet.error.OctetException;
import dev.octet.progress.Cancellation;
import dev.octet.tensor.ElementType;
import dev.octet.tensor.Shape;
import dev.octet.tensor.Tensor;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MetricCommandsTest {
    private static final Shape ROW = Shape.of(1, 2);

    private static Comparison compare(MetricCommand... commands) {
        EvaluationSet set =
                new EvaluationSet(Pairs.samples(30), List.of(new TopAccuracy(1, Optional.empty())), List.of(commands));
        return Pairs.compare(Pairs.settings(Pairs.SCORES, Pairs.NEARLY, set));
    }

    @Test
    void aCommandJudgesTheOutputsOfBothModels() {
        Comparison comparison =
                compare(Judge.command("right", "right", true), Judge.command("distance", "distance", false));

        MetricComparison top1 = comparison.metrics().get(0);
        MetricComparison right = comparison.metrics().get(1);
        MetricComparison distance = comparison.metrics().get(2);
        assertThat(100 * right.reference().value()).isEqualTo(top1.reference().value());
        assertThat(100 * right.quantized().value()).isEqualTo(top1.quantized().value());
        assertThat(right.drop().value())
                .isEqualTo(right.reference().value() - right.quantized().value())
                .isNotZero();
        assertThat(right.drop().interval()).isEmpty();
        assertThat(right.distinguishable()).isEmpty();
        // The float model is at no distance from itself; the other adds up to half.
        assertThat(distance.reference().value()).isZero();
        assertThat(distance.quantized().value())
                .isEqualTo(comparison.outputs().get(0).fidelity().orElseThrow().maxError());
        assertThat(distance.drop().value()).isEqualTo(distance.quantized().value());
    }

    private static String refusal(MetricCommand command, Optional<Tensor> label, Tensor... outputs) {
        try (MetricCommands commands = new MetricCommands(List.of(command))) {
            for (Tensor output : outputs) {
                commands.add(Map.of("y", output), Map.of("y", output), label);
            }
            OctetException failure =
                    catchThrowableOfType(OctetException.class, () -> commands.judge(new Cancellation()));
            assertThat(failure.kind()).isEqualTo(Kind.CONFIGURATION);
            return String.valueOf(failure.getMessage());
        }
    }

    @Test
    void stacksOutputsOfOneShapeAndKeepsOthersApart() {
        Tensor row = Tensor.ofFloats(ROW, 1, 2);
        MetricCommand arrays = Judge.command("m", "arrays", true);

        assertThat(refusal(arrays, Optional.empty(), row, row, row)).contains("{y=float[3,2]} 2");
        assertThat(refusal(arrays, Optional.of(Tensor.scalar(1)), row, Tensor.ofFloats(Shape.of(1, 1), 1)))
                .contains("{y.0=float[1,2], y.1=float[1,1]} 3");
        assertThat(refusal(arrays, Optional.empty(), Tensor.vector(1L, 2L, 3L), Tensor.vector(4L, 5L, 6L)))
                .contains("{y=int64[2,3]}");
    }

    @Test
    void writesBfloat16AsFloats() {
        Tensor one = Tensor.ofBytes(ElementType.BFLOAT16, Shape.of(1), (byte) 0x80, (byte) 0x3f);

        assertThat(refusal(Judge.command("m", "arrays", true), Optional.empty(), one))
                .contains("{y=float[1]}");
    }

    @Test
    void saysWhatACommandSaidThatFailed() {
        assertThat(refusal(Judge.command("m", "arrays", true), Optional.empty(), Tensor.vector(1L)))
                .startsWith("Metric 'm': the command '")
                .contains("ended with exit code 3; it said: {y=int64[1]} 2");
    }

    @Test
    void refusesACommandThatPrintsNoNumber() {
        assertThat(refusal(Judge.command("m", "words", true), Optional.empty(), Tensor.vector(1L)))
                .contains("was to print one number, but printed 'about right'");
    }

    @Test
    void stopsACommandThatTakesTooLong() {
        assertThat(refusal(Judge.command("m", "sleep", true), Optional.empty(), Tensor.vector(1L)))
                .contains("was stopped after 1 seconds");
    }

    @Test
    void refusesACommandThatDoesNotExist() {
        MetricCommand missing = new MetricCommand("m", List.of("no-such-program-here"), true, Duration.ofSeconds(9));

        assertThat(refusal(missing, Optional.empty(), Tensor.vector(1L))).contains("could not be started");
    }

    @Test
    void refusesTwoMetricsOfOneName() {
        MetricCommand top1 = Judge.command("top1", "right", true);

        assertThatThrownBy(() -> compare(top1)).hasMessageContaining("different names, got 'top1' twice");
    }
}
