package dev.octet.calibrate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.octet.affine.Range;
import dev.octet.calibrate.data.DataSource;
import dev.octet.calibrate.data.Sample;
import dev.octet.graph.Model;
import dev.octet.observe.MinMaxEstimator;
import dev.octet.place.Placement;
import dev.octet.place.PlacementSettings;
import dev.octet.place.PlacementSettings.Preference;
import dev.octet.place.Plan;
import dev.octet.place.TargetTable;
import dev.octet.progress.Progress;
import dev.octet.runtime.TypeInference;
import dev.octet.tensor.Shape;
import dev.octet.tensor.Tensor;
import dev.octet.testing.GraphText;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ObservationPointsTest {
    private static final String POOL = "{kernel_shape=[2,2], strides=[2,2]}";

    private static Plan plan(Model model) {
        return Placement.plan(
                model,
                TypeInference.infer(model),
                TargetTable.named("x86-64-vnni"),
                PlacementSettings.defaults().withPreference(Preference.SIZE));
    }

    private static ObservationPoints points(Model model) {
        Plan plan = plan(model);
        return ObservationPoints.of(model.graph(), plan, plan.observed());
    }

    @Test
    void looksBehindPoolsThatAloneReadAValue() {
        Model model = GraphText.parse("""
                x: float[1,16,32,32]; V, W = random[16,16,3,3]
                c = Conv(x, V); r = Relu(c)
                m = MaxPool(r) %1$s; n = MaxPool(m) %1$s
                y = Conv(n, W)
                return y
                """.formatted(POOL));

        assertThat(points(model).points())
                .containsExactly(Map.entry("x", "x"), Map.entry("r", "n"), Map.entry("y", "y"));
        assertThat(points(model).observed()).containsExactly("x", "n", "y");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "m = MaxPool(c) {kernel_shape=[2,2], strides=[2,2], ceil_mode=1}; y = Conv(m, W); return y",
                "m, i = MaxPool(c) {kernel_shape=[2,2], strides=[2,2]}; y = Conv(m, W); return y, i",
                "m = MaxPool(c) {kernel_shape=[2,2], strides=[2,2]}; y = Conv(m, W); return y, c",
                "m = MaxPool(c) {kernel_shape=[2,2], strides=[2,2]}; y = Conv(m, W); z = Conv(c, W); return y, z",
                "m = AveragePool(c) {kernel_shape=[2,2], strides=[2,2]}; y = Conv(m, W); return y"
            })
    void looksAtAValueThatOthersSeeOrThatIsNoMaximumBehind(String rest) {
        Model model = GraphText.parse("x: float[1,16,32,32]; V, W = random[16,16,3,3]; c = Conv(x, V); " + rest);

        assertThat(points(model).points()).containsEntry("c", "c");
    }

    /** What was computed as float is read as float by whoever wants it so. */
    @Test
    void looksAtAnInput() {
        Model model = GraphText.parse(
                "x: float[1,16,32,32]; W = random[16,16,3,3]; m = MaxPool(x) %s; y = Conv(m, W); return y"
                        .formatted(POOL));

        assertThat(points(model).points())
                .isNotEmpty()
                .allSatisfy((value, point) -> assertThat(point).isEqualTo(value));
    }

    @Test
    void leavesOutOfARangeWhatNoWindowGives() {
        Model model = GraphText.parse("""
                x: float[1,1,2,2]; W = values[1,1,1,1] {1}
                c = Conv(x, W); m = MaxPool(c) %s; y = Conv(m, W)
                return y
                """.formatted(POOL));
        DataSource data = DataSource.of(
                List.of(
                        Sample.of("low", Map.of("x", Tensor.ofFloats(Shape.of(1, 1, 2, 2), -900, 1, 2, -3))),
                        Sample.of("high", Map.of("x", Tensor.ofFloats(Shape.of(1, 1, 2, 2), -1, -5, -2, -3)))),
                "samples");
        ObservationPoints points = ObservationPoints.of(model.graph(), plan(model), List.of("c"));
        CalibrationResult seen =
                Calibrator.observe(model, points.observed(), data, CalibrationSettings.defaults(), Progress.NONE);

        assertThat(points.ofValues(seen).ranges(new MinMaxEstimator()))
                .containsExactly(Map.entry("c", new Range(-1, 2)));
    }
}
