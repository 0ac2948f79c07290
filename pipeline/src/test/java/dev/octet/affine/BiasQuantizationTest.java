package dev.octet.affine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.octet.error.OctetException;
import dev.octet.tensor.ElementType;
import dev.octet.tensor.Shape;
import dev.octet.tensor.Tensor;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BiasQuantizationTest {
    private static final Affine INPUT = new Affine(QuantizedType.UINT8, 0.05f, 3);

    @Test
    void theScaleIsTheProductOfInputAndWeightScale() {
        BiasQuantization bias = BiasQuantization.of("b", Tensor.vector(1, -2f), INPUT, weight(0.01f, 0.02f));

        assertThat(bias.quantization().scaleTensor().toFloats()).containsExactly(0.05f * 0.01f, 0.05f * 0.02f);
        assertThat(bias.quantization().zeroPointTensor()).hasToString("int32[2]");
        assertThat(bias.quantization().zeroPointTensor().toLongs()).containsExactly(0, 0);
        assertThat(bias.codes().type()).isEqualTo(ElementType.INT32);
        assertThat(bias.codes().toLongs()).containsExactly(2000, -2000);
        assertThat(bias.enlarged()).isFalse();
        assertThat(bias.weight()).isEqualTo(weight(0.01f, 0.02f));
    }

    @Test
    void aWeightScaleTooSmallForItsBiasIsEnlargedAndNoOther() {
        BiasQuantization bias = BiasQuantization.of("b", Tensor.vector(1, 100f), INPUT, weight(1e-2f, 1e-9f));
        float[] weightScales = bias.weight().scaleTensor().toFloats();
        float[] biasScales = bias.quantization().scaleTensor().toFloats();

        assertThat(weightScales[0]).isEqualTo(1e-2f);
        assertThat((double) weightScales[1]).isEqualTo(100 / 0.05 / Integer.MAX_VALUE, within(2e-9));
        assertThat(bias.enlargement()).isEqualTo((double) weightScales[1] / 1e-9f);
        assertThat(bias.enlarged()).isTrue();
        assertThat(biasScales[1]).isEqualTo(0.05f * weightScales[1]);
        assertThat(bias.codes().toLongs()[1]).isBetween((long) (Integer.MAX_VALUE * 0.998), Integer.MAX_VALUE - 1L);
        PerChannel enlarged = (PerChannel) bias.weight();
        assertThat(enlarged.axis()).isEqualTo(1);
        assertThat(enlarged.affines().get(1).lowest()).isEqualTo(-127);
    }

    @Test
    void comesBackWithinHalfAStepWhateverTheScales() {
        Random random = new Random(1);
        for (int i = 0; i < 500; i++) {
            Affine input = new Affine(QuantizedType.UINT8, (float) Math.exp(random.nextGaussian() * 15), 0);
            float weightScale = (float) Math.exp(random.nextGaussian() * 15);
            float value = (float) (random.nextGaussian() * Math.exp(random.nextGaussian() * 10));
            BiasQuantization bias = BiasQuantization.of("b", Tensor.vector(value), input, weight(weightScale));

            double biasScale = bias.quantization().scaleTensor().toFloats()[0];
            double product =
                    (double) input.scale() * bias.weight().scaleTensor().toFloats()[0];
            assertThat(biasScale).isCloseTo(product, within(product * 1e-7));
            assertThat(bias.codes().toLongs()[0] * biasScale).isCloseTo(value, within(0.500001 * biasScale));
            assertThat(bias.enlargement()).isGreaterThanOrEqualTo(1);
        }
    }

    @Test
    void aProductThatWouldBeSubnormalIsEnlarged() {
        Affine tiny = new Affine(QuantizedType.UINT8, 1e-25f, 0);
        BiasQuantization bias = BiasQuantization.of("b", Tensor.vector(0f), tiny, weight(1e-25f));

        assertThat(bias.quantization().scaleTensor().toFloats()[0]).isGreaterThanOrEqualTo(Float.MIN_NORMAL);
        assertThat(bias.codes().toLongs()).containsExactly(0);
    }

    @Test
    void aWeightOfOneScaleTakesABiasOfAnyShape() {
        Quantization weight = new PerTensor(new Affine(QuantizedType.INT8, 1e-9f, 0));
        Tensor bias = Tensor.ofFloats(Shape.of(1, 2), 5, -20);
        BiasQuantization result = BiasQuantization.of("b", bias, INPUT, weight);

        assertThat(result.codes().shape()).isEqualTo(Shape.of(1, 2));
        assertThat(result.quantization()).isInstanceOf(PerTensor.class);
        assertThat(result.codes().toLongs()[1])
                .isBetween(-(long) Integer.MAX_VALUE, -(long) (Integer.MAX_VALUE * 0.998));
    }

    @Test
    void refusesABiasThatDoesNotFit() {
        assertThatThrownBy(() -> BiasQuantization.of("b", Tensor.vector(1, 2f), INPUT, weight(1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Bias 'b': expected shape [1], got float[2]");
        assertThatThrownBy(() -> BiasQuantization.of("b", Tensor.vector(Float.NaN), INPUT, weight(1)))
                .isInstanceOf(OctetException.class)
                .hasMessageContaining("'b'");
        Affine tiny = new Affine(QuantizedType.UINT8, Float.MIN_VALUE, 0);
        assertThatThrownBy(() -> BiasQuantization.of("b", Tensor.vector(1e38f), tiny, weight(1)))
                .isInstanceOf(OctetException.class)
                .hasMessageContaining("Bias 'b': expected values that int32 can hold");
    }

    private static PerChannel weight(float... scales) {
        List<Affine> affines = new java.util.ArrayList<>();
        for (float scale : scales) {
            affines.add(new Affine(QuantizedType.INT8, scale, 0, -127, 127));
        }
        return new PerChannel(1, affines);
    }
}
