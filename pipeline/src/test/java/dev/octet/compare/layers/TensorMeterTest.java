package dev.octet.compare.layers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.octet.affine.Affine;
import dev.octet.affine.QuantizedType;
import dev.octet.tensor.ElementType;
import dev.octet.tensor.Shape;
import dev.octet.tensor.Tensor;
import org.junit.jupiter.api.Test;

/** Codes 0 to 255 in steps of one half, from 0 to 127.5. */
class TensorMeterTest {
    private static final Affine AFFINE = new Affine(QuantizedType.UINT8, 0.5f, 0);

    private static InPlaceError measure(float[] reference, float... quantized) {
        return measure(Tensor.vector(reference), Tensor.vector(quantized));
    }

    private static InPlaceError measure(Tensor reference, Tensor quantized) {
        TensorMeter meter = new TensorMeter(AFFINE);
        meter.add(
                reference.type(),
                reference.data().buffer(),
                quantized.type(),
                quantized.data().buffer());
        return meter.result();
    }

    private static float[] values(float... values) {
        return values;
    }

    @Test
    void splitsTheErrorIntoWhatCameAlongAndWhatIsNew() {
        // 10 became 12.2 before, which then became 12.
        InPlaceError error = measure(values(10, 3), 12.2f, 3);
        assertThat(error.total()).isEqualTo(new Noise(109, 4));
        assertThat(error.inherited().noise()).isCloseTo(4.84, within(1e-5));
        assertThat(error.own().noise()).isCloseTo(0.04, within(1e-6));
        assertThat(error.usedCodes()).isEqualTo(2);
        assertThat(error.saturatedShare()).isZero();
    }

    @Test
    void countsAValueBeyondTheCodesAsSaturatedAndItsClippingAsNew() {
        InPlaceError error = measure(values(137.5f, 1), 137.5f, 1);
        assertThat(error.saturatedShare()).isEqualTo(0.5);
        assertThat(error.inherited().noise()).isZero();
        assertThat(error.own().noise()).isEqualTo(100);
    }

    @Test
    void doesNotBlameAReluThatIsLeftToTheLowestCode() {
        InPlaceError error = measure(values(0, 2), -50, 2);
        assertThat(error.total().noise()).isZero();
        assertThat(error.inherited().noise()).isZero();
        assertThat(error.own().noise()).isZero();
    }

    @Test
    void passesOverWhatIsNotFiniteAndWhatHasAnotherShape() {
        assertThat(measure(values(Float.NaN, Float.POSITIVE_INFINITY, 1), 1, 1, 1)
                        .total())
                .isEqualTo(new Noise(1, 0));
        assertThat(measure(values(1, 2), 1, 2, 3).total()).isEqualTo(Noise.NONE);
    }

    @Test
    void comparesHalfPrecisionWithSingle() {
        Tensor one = Tensor.ofBytes(ElementType.FLOAT16, Shape.of(1), (byte) 0, (byte) 0x3c);
        assertThat(measure(one, Tensor.vector(1.5f)).total()).isEqualTo(new Noise(1, 0.25));
    }
}
