package dev.octet.compare.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.octet.error.OctetException;
import dev.octet.tensor.Shape;
import dev.octet.tensor.Tensor;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The expected numbers are worked out by hand from the definitions. */
class MetricsTest {
    private static Metric metric(String name) {
        return Metrics.named(name, Optional.empty());
    }

    private static Prediction prediction(Tensor output, Tensor label) {
        return new Prediction("s", Map.of(), Map.of("y", output), Optional.of(label), Optional.empty());
    }

    private static Tensor row(float... elements) {
        return Tensor.ofFloats(Shape.of(1, elements.length), elements);
    }

    private static double figure(Metric metric, Prediction... predictions) {
        return metric.figure(Scores.of(java.util.Arrays.stream(predictions)
                .map(metric::score)
                .filter(score -> score.length > 0)
                .toList()));
    }

    private static Prediction classified(int label, float... scores) {
        return prediction(row(scores), Tensor.ofLongs(Shape.SCALAR, label));
    }

    @Test
    void countsRightAnswersAmongTheHighestScores() {
        Prediction first = classified(0, 3, 2, 1);
        Prediction second = classified(1, 3, 2, 1);
        Prediction third = classified(2, 3, 2, 1);

        assertThat(figure(metric("top1"), first, second, third)).isCloseTo(100 / 3.0, within(1e-12));
        assertThat(figure(metric("top2"), first, second, third)).isCloseTo(200 / 3.0, within(1e-12));
        assertThat(figure(metric("top5"), first, second, third)).isEqualTo(100);
    }

    @Test
    void takesTheFirstOfEqualScoresAndNoNaN() {
        assertThat(figure(metric("top1"), classified(0, 1, 1))).isEqualTo(100);
        assertThat(figure(metric("top1"), classified(1, 1, 1))).isZero();
        assertThat(figure(metric("top1"), classified(0, Float.NaN, 1))).isZero();
    }

    @Test
    void measuresErrorsAgainstTargets() {
        Prediction one = prediction(row(1, 2), row(1, 4));
        Prediction other = prediction(row(0, 0), row(2, 2));

        // Squared errors 0, 4 and 4, 4.
        assertThat(figure(metric("rmse"), one, other)).isCloseTo(Math.sqrt(3), within(1e-12));
        assertThat(figure(metric("psnr:255"), one, other))
                .isCloseTo((10 * Math.log10(65025 / 2.0) + 10 * Math.log10(65025 / 4.0)) / 2, within(1e-12));
        assertThat(figure(metric("psnr"), prediction(row(1), row(1)))).isEqualTo(100);
    }

    @Test
    void ranksPairsOfSentencesPooledOverTheMask() {
        Metric spearman = metric("spearman");
        Map<String, Tensor> inputs = Map.of("attention_mask", Tensor.ofLongs(Shape.of(1, 2), 1, 0));
        // The second token does not count, so both are the same direction.
        Tensor first = Tensor.ofFloats(Shape.of(1, 2, 2), 1, 0, 0, 9);
        Tensor second = Tensor.ofFloats(Shape.of(1, 2, 2), 2, 0, -5, -5);
        Prediction start = new Prediction("a", inputs, Map.of("y", first), Optional.empty(), Optional.empty());
        Prediction end =
                new Prediction("b", inputs, Map.of("y", second), Optional.of(Tensor.scalar(4.5f)), Optional.of(start));

        assertThat(spearman.score(start)).isEmpty();
        assertThat(spearman.score(end)).containsExactly(1.0, 4.5);
        assertThat(spearman.figure(Scores.of(List.of(
                        new double[] {0.1, 1}, new double[] {0.5, 2}, new double[] {0.4, 3}, new double[] {0.9, 4}))))
                .isCloseTo(0.8, within(1e-12));
    }

    @Test
    void measuresTheLikelihoodOfNextTokens() {
        Map<String, Tensor> inputs = Map.of("input_ids", Tensor.ofLongs(Shape.of(1, 3), 0, 1, 1));
        Tensor logits = Tensor.ofFloats(Shape.of(1, 3, 2), 0, 0, (float) Math.log(3), 0, 7, 7);
        Prediction text = new Prediction("t", inputs, Map.of("y", logits), Optional.empty(), Optional.empty());

        // Probabilities 1/2 and 1/4 of token 1.
        assertThat(figure(metric("nll"), text)).isCloseTo((Math.log(2) + Math.log(4)) / 2, within(1e-6));
        assertThat(metric("nll").higherIsBetter()).isFalse();
    }

    @Test
    void refusesLabelsAndNamesThatDoNotFit() {
        assertThatThrownBy(() -> metric("top1").score(classified(3, 1, 2, 3)))
                .isInstanceOf(OctetException.class)
                .hasMessageContaining("class 3, but the output has 3 scores");
        assertThatThrownBy(() -> metric("top1").score(prediction(row(1, 2), row(1))))
                .hasMessageContaining("the number of a class");
        assertThatThrownBy(() -> metric("rmse").score(prediction(row(1, 2), row(1))))
                .hasMessageContaining("a target of 2 elements");
        assertThatThrownBy(() -> metric("nll").score(classified(0, 1))).hasMessageContaining("input_ids");
        assertThatThrownBy(() -> metric("top0")).isInstanceOf(OctetException.class);
        assertThatThrownBy(() -> metric("spearmann")).hasMessageContaining("spearman");
    }
}
