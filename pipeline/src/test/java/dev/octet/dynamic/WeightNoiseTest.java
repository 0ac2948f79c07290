package dev.octet.dynamic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.octet.graph.Initializer;
import dev.octet.graph.Model;
import dev.octet.rewrite.TraceEntry;
import dev.octet.tensor.Shape;
import dev.octet.tensor.Tensor;
import dev.octet.testing.GraphText;
import java.util.List;
import java.util.Random;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WeightNoiseTest {
    private static final int ROWS = 256;
    private static final int COLUMNS = 32;

    /** 48.2 dB for 8 bits, less what a largest element of about three deviations costs. */
    @Test
    void normalWeightsKeepAbout42Decibels() {
        assertThat(WeightNoise.decibels("W", matrix(1), 1)).isCloseTo(43, Offset.offset(1.5));
    }

    /** The columns' scale is s times as long, so 20 log10(s) are lost, but for the signal in the row itself. */
    @Test
    void oneLargeRowCostsTheOthers() {
        assertThat(WeightNoise.decibels("W", matrix(30), 1)).isLessThan(WeightNoise.LEAST);
    }

    /** Steps are exact where every weight is a code. */
    @Test
    void codesThemselvesLoseNothing() {
        Tensor codes = Tensor.ofFloats(Shape.of(2, 2), new float[] {127, -127, 3, 5});

        assertThat(WeightNoise.decibels("W", codes, 1)).isInfinite();
    }

    @ParameterizedTest
    @ValueSource(strings = {"MatMul(x, W)", "Gemm(x, W)"})
    void leavesHarmedProductsFloat(String product) {
        String text = "x: float[4,256]; W = random[256,32]; y = %s; return y".formatted(product);

        assertThat(quantized(text, matrix(1)).quantizedNodes()).isOne();
        DynamicResult harmed = quantized(text, matrix(30));
        assertThat(harmed.quantizedNodes()).isZero();
        assertThat(harmed.trace())
                .extracting(TraceEntry::refusal)
                .anySatisfy(refusal -> assertThat(refusal).contains("int8 keeps the weight at 36 dB or better"));
    }

    /** A column that is large has a scale of its own; along the wrong axis it would look like a large row. */
    @Test
    void looksAlongTheOutputsOfATransposedGemm() {
        String text = "x: float[4,32]; W = random[256,32]; y = Gemm(x, W) {transB=1}; return y";

        assertThat(quantized(text, matrix(30)).quantizedNodes()).isOne();
    }

    private static DynamicResult quantized(String text, Tensor weight) {
        Model model = GraphText.parse(text);
        Model with = model.withGraph(model.graph().toBuilder()
                .initializers(List.of(Initializer.of("W", weight)))
                .build());
        return DynamicQuantizer.quantize(with, DynamicSettings.defaults());
    }

    /** Normal weights {@code [256, 32]}, the first row times a factor. */
    private static Tensor matrix(float factor) {
        Random random = new Random(1);
        float[] elements = new float[ROWS * COLUMNS];
        for (int i = 0; i < elements.length; i++) {
            elements[i] = (float) random.nextGaussian() * (i < COLUMNS ? factor : 1);
        }
        return Tensor.ofFloats(Shape.of(ROWS, COLUMNS), elements);
    }
}
