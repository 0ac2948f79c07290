package dev.octet.compare.layers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.octet.compare.layers.SwitchedModel.Switched;
import dev.octet.graph.Model;
import dev.octet.runtime.OptimizationLevel;
import dev.octet.runtime.Session;
import dev.octet.runtime.SessionSettings;
import dev.octet.tensor.ElementType;
import dev.octet.tensor.Shape;
import dev.octet.tensor.Tensor;
import dev.octet.testing.GraphText;
import dev.octet.testing.RandomTensors;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Each switch does what inserting that one pair by hand does, and no switch changes nothing. */
class SwitchedModelTest {
    private static final SessionSettings SETTINGS =
            SessionSettings.defaults().withLevel(OptimizationLevel.NONE).withThreads(1);
    private static final String FLOAT = """
            opset 13
            x: float[2,4]
            W = random[4,3]
            y = MatMul(x, W)
            z = Relu(y)
            return z
            """;
    private static final Model REFERENCE = GraphText.parse(FLOAT);
    private static final Model QUANTIZED = GraphText.parse("""
            opset 13
            x: float[2,4]
            x_scale, y_scale = values[] {0.01}
            x_zero_point, y_zero_point = uint8[] {128}
            W_quantized = int8[4,3] {1, -2, 3, -4, 5, -6, 7, -8, 9, -10, 11, -12}
            W_scale = values[3] {0.05, 0.06, 0.07}
            W_zero_point = int8[3] {0, 0, 0}
            x_quantized = QuantizeLinear(x, x_scale, x_zero_point)
            x_dequantized = DequantizeLinear(x_quantized, x_scale, x_zero_point)
            W_dequantized = DequantizeLinear(W_quantized, W_scale, W_zero_point) {axis=1}
            y = MatMul(x_dequantized, W_dequantized)
            y_quantized = QuantizeLinear(y, y_scale, y_zero_point)
            y_dequantized = DequantizeLinear(y_quantized, y_scale, y_zero_point)
            z = Relu(y_dequantized)
            return z
            """);
    private static final String PARAMETERS = """
            s = values[] {0.01}
            p = uint8[] {128}
            """;
    private static final Tensor X = RandomTensors.random(ElementType.FLOAT, Shape.of(2, 4), 1, "x");

    private final MatchingPoints points = MatchingPoints.of(REFERENCE, QUANTIZED);
    private final Switched switched = SwitchedModel.of(REFERENCE, QUANTIZED, points.tensors(), points.weights());

    private float[] select(Integer... chosen) {
        Map<String, Tensor> inputs = Map.of(
                switched.inputs().getOrDefault("x", "x"), X, switched.selector(), switched.selecting(List.of(chosen)));
        try (Session session = Session.open(switched.model(), SETTINGS)) {
            return only(session.run(inputs)).toFloats();
        }
    }

    private static Tensor only(Map<String, Tensor> outputs) {
        assertThat(outputs).containsOnlyKeys("z");
        return outputs.values().iterator().next();
    }

    private static float[] run(String text) {
        try (Session session = Session.open(GraphText.parse(text), SETTINGS)) {
            return only(session.run(Map.of("x", X))).toFloats();
        }
    }

    @Test
    void findsTheInputTheValueInBetweenAndTheWeight() {
        assertThat(points.tensors()).extracting(QuantizedTensor::name).containsExactly("x", "y");
        assertThat(points.weights()).extracting(QuantizedWeight::name).containsExactly("W");
        assertThat(points.unmatched()).isEmpty();
    }

    @Test
    void computesTheFloatModelWhileNothingIsSelected() {
        assertThat(select()).isEqualTo(run(FLOAT));
    }

    @Test
    void quantizesTheInputAlone() {
        String alone = FLOAT.replace(
                        "y = MatMul(x, W)",
                        "q = QuantizeLinear(x, s, p); d = DequantizeLinear(q, s, p); y = MatMul(d, W)")
                .replace("W = ", PARAMETERS + "W = ");
        assertThat(select(0)).isEqualTo(run(alone)).isNotEqualTo(run(FLOAT));
    }

    @Test
    void quantizesAValueInBetweenAlone() {
        String alone = FLOAT.replace(
                        "z = Relu(y)", "q = QuantizeLinear(y, s, p); d = DequantizeLinear(q, s, p); z = Relu(d)")
                .replace("W = ", PARAMETERS + "W = ");
        assertThat(select(1)).isEqualTo(run(alone)).isNotEqualTo(run(FLOAT));
    }

    @Test
    void quantizesAWeightAloneWithTheScaleOfEachChannel() {
        String alone = FLOAT.replace(
                "W = random[4,3]",
                "c = int8[4,3] {1, -2, 3, -4, 5, -6, 7, -8, 9, -10, 11, -12}; "
                        + "s = values[3] {0.05, 0.06, 0.07}; W = DequantizeLinear(c, s) {axis=1}");
        assertThat(select(2)).isEqualTo(run(alone)).isNotEqualTo(run(FLOAT));
    }

    @Test
    void quantizesSeveralTogetherAndNoOther() {
        String both = FLOAT.replace(
                        "y = MatMul(x, W)",
                        "q = QuantizeLinear(x, s, p); d = DequantizeLinear(q, s, p); y = MatMul(d, W)")
                .replace(
                        "W = random[4,3]",
                        PARAMETERS + "c = int8[4,3] {1, -2, 3, -4, 5, -6, 7, -8, 9, -10, 11, -12}; "
                                + "t = values[3] {0.05, 0.06, 0.07}; W = DequantizeLinear(c, t) {axis=1}");
        assertThat(select(0, 2)).isEqualTo(run(both)).isNotEqualTo(select(0)).isNotEqualTo(select(2));
    }
}
