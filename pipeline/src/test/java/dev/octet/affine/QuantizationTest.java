package dev.octet.affine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.octet.tensor.ElementType;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class QuantizationTest {
    private static final Affine FIRST = new Affine(QuantizedType.INT4, 0.5f, -3);
    private static final Affine SECOND = new Affine(QuantizedType.INT4, 0.25f, 7);

    @Test
    void parametersOfATensorAreScalars() {
        PerTensor quantization = new PerTensor(FIRST);

        assertThat(quantization.scaleTensor()).hasToString("float[]");
        assertThat(quantization.scaleTensor().toFloats()).containsExactly(0.5f);
        assertThat(quantization.zeroPointTensor()).hasToString("int4[]");
        assertThat(quantization.zeroPointTensor().toLongs()).containsExactly(-3);
        assertThat(quantization.type()).isEqualTo(QuantizedType.INT4);
    }

    @Test
    void parametersOfChannelsAreVectors() {
        PerChannel quantization = new PerChannel(1, List.of(FIRST, SECOND, FIRST));

        assertThat(quantization.scaleTensor(ElementType.FLOAT16)).hasToString("float16[3]");
        assertThat(quantization.scaleTensor(ElementType.FLOAT16).toFloats()).containsExactly(0.5f, 0.25f, 0.5f);
        assertThat(quantization.scaleTensor(ElementType.BFLOAT16).toFloats()).containsExactly(0.5f, 0.25f, 0.5f);
        assertThat(quantization.zeroPointTensor()).hasToString("int4[3]");
        assertThat(quantization.zeroPointTensor().toLongs()).containsExactly(-3, 7, -3);
        assertThat(quantization.channels()).isEqualTo(3);
    }

    @Test
    void scalesCanBeReplaced() {
        assertThat(new PerTensor(FIRST).withScales(2)).isEqualTo(new PerTensor(new Affine(QuantizedType.INT4, 2, -3)));
        assertThat(new PerChannel(1, List.of(FIRST, SECOND)).withScales(2, 3))
                .isEqualTo(new PerChannel(
                        1, List.of(new Affine(QuantizedType.INT4, 2, -3), new Affine(QuantizedType.INT4, 3, 7))));
        assertThatThrownBy(() -> new PerTensor(FIRST).withScales(1, 2)).hasMessage("Expected 1 scale, got 2");
        assertThatThrownBy(() -> new PerChannel(0, List.of(FIRST)).withScales(1, 2))
                .hasMessage("Expected 1 scales, got 2");
    }

    @Test
    void refusesAScaleThatItsTypeCannotHold() {
        PerTensor quantization = new PerTensor(new Affine(QuantizedType.UINT8, 0.1f, 0));

        assertThatThrownBy(() -> quantization.scaleTensor(ElementType.FLOAT16))
                .hasMessageContaining("float16 holds exactly, got 0.1");
        assertThatThrownBy(() -> quantization.scaleTensor(ElementType.INT8)).hasMessageContaining("int8");
    }

    @Test
    void refusesChannelsThatDoNotGoTogether() {
        Affine other = new Affine(QuantizedType.INT8, 1, 0);

        assertThatThrownBy(() -> new PerChannel(0, List.of(FIRST, other))).hasMessageContaining("channels of one type");
        assertThatThrownBy(() -> new PerChannel(0, List.of())).hasMessageContaining("0 channels");
        assertThatThrownBy(() -> new PerChannel(-1, List.of(FIRST))).hasMessageContaining("axis -1");
    }

    @ParameterizedTest
    @EnumSource(QuantizedType.class)
    void aTypeIsFoundByItsElements(QuantizedType type) {
        assertThat(QuantizedType.of(type.elementType())).contains(type);
        assertThat(type.max() - type.min() + 1).isEqualTo(1L << type.bits());
        assertThat(type.signed()).isEqualTo(type.min() < 0);
        assertThat(type.onnxName()).isEqualTo(type.elementType().onnxName());
        assertThat(QuantizedType.of(ElementType.FLOAT)).isEmpty();
    }
}
