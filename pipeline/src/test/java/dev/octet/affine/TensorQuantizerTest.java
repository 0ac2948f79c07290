package dev.octet.affine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.octet.error.Kind;
import dev.octet.error.OctetException;
import dev.octet.tensor.ElementType;
import dev.octet.tensor.HalfFloats;
import dev.octet.tensor.Shape;
import dev.octet.tensor.Tensor;
import dev.octet.tensor.TensorData;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class TensorQuantizerTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource(QuantizedType.class)
    void codesOfEveryTypeArePackedAndReadBack(QuantizedType type) {
        Affine affine = new Affine(type, 1, 0);
        // An odd number across two blocks: the last byte of a packed type is filled in part.
        float[] values = new float[4099];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) Math.max(type.min(), Math.min(type.max(), i % 19 - 9));
        }
        Tensor codes = TensorQuantizer.quantize(Tensor.vector(values), new PerTensor(affine));

        assertThat(codes.type()).isEqualTo(type.elementType());
        assertThat(codes.data().byteSize()).isEqualTo((4099L * type.bits() + 7) / 8);
        long[] found = codes.toLongs();
        for (int i = 0; i < values.length; i++) {
            assertThat(found[i]).isEqualTo((long) values[i]);
        }
        assertThat(TensorQuantizer.dequantize(codes, new PerTensor(affine)).toFloats())
                .isEqualTo(values);
    }

    @Test
    void theFirstOfSeveralCodesInAByteIsInItsLowBits() {
        Quantization four = new PerTensor(new Affine(QuantizedType.INT4, 1, 0));
        Quantization two = new PerTensor(new Affine(QuantizedType.UINT2, 1, 0));

        assertThat(TensorQuantizer.quantize(Tensor.vector(1, -2, 7f), four)
                        .data()
                        .buffer())
                .isEqualTo(ByteBuffer.wrap(new byte[] {(byte) 0xe1, 0x07}));
        assertThat(TensorQuantizer.quantize(Tensor.vector(3, 1, 0, 2f, 1), two)
                        .data()
                        .buffer())
                .isEqualTo(ByteBuffer.wrap(new byte[] {(byte) 0b10000111, 0b01}));
    }

    @Test
    void aBiasIsQuantizedWithAllItsBitsOnAnyAxis() {
        List<Affine> affines = List.of(new Affine(QuantizedType.INT32, 3, 0), new Affine(QuantizedType.INT32, 7, 0));
        Tensor values = Tensor.ofFloats(Shape.of(2, 2), 1e9f, -1e9f, 1e9f, 1e20f);

        assertThat(TensorQuantizer.quantize(values, new PerChannel(0, affines)).toLongs())
                .containsExactly(333333333, -333333333, 142857143, Integer.MAX_VALUE);
        assertThat(TensorQuantizer.quantize(values, new PerChannel(1, affines)).toLongs())
                .containsExactly(333333333, -142857143, 333333333, Integer.MAX_VALUE);
    }

    @Test
    void aNarrowSchemeNeverGivesTheLowestCode() {
        Quantization quantization = new PerTensor(Affine.of(Range.symmetric(1), Scheme.INT8_WEIGHT));

        assertThat(TensorQuantizer.quantize(Tensor.vector(-9f, 9), quantization).toLongs())
                .containsExactly(-127, 127);
    }

    @Test
    void float16IsRoundedAsTheFloatItStandsFor() {
        Random random = new Random(1);
        ByteBuffer halves = ByteBuffer.allocate(2 * 5000).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < 5000; i++) {
            halves.putShort(2 * i, HalfFloats.toHalf((float) random.nextGaussian()));
        }
        Tensor half = new Tensor(ElementType.FLOAT16, Shape.of(5000), TensorData.ofBuffer(halves));
        Tensor wide = Tensor.ofFloats(Shape.of(5000), half.toFloats());
        Quantization quantization =
                new PerTensor(Affine.of(WeightRanges.perTensor(half), Scheme.INT8_WEIGHT, ElementType.FLOAT16));

        assertThat(TensorQuantizer.quantize(half, quantization).toLongs())
                .isEqualTo(TensorQuantizer.quantize(wide, quantization).toLongs());
    }

    @Test
    void aMappedTensorIsReadWhereItLies() throws IOException {
        float[] values = new float[10_000];
        Random random = new Random(2);
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextGaussian();
        }
        Tensor inMemory = Tensor.ofFloats(Shape.of(100, 100), values);
        byte[] bytes = new byte[4 * values.length];
        inMemory.data().buffer().get(bytes);
        Path file = Files.write(folder.resolve("weights"), bytes);
        Tensor mapped = new Tensor(ElementType.FLOAT, inMemory.shape(), TensorData.map(file, 0, bytes.length));
        PerChannel quantization = PerChannel.of(1, WeightRanges.perChannel(mapped, 1), Scheme.INT8_WEIGHT);

        assertThat(TensorQuantizer.quantize(mapped, quantization).toLongs())
                .isEqualTo(TensorQuantizer.quantize(inMemory, quantization).toLongs());
    }

    @Test
    void anEmptyTensorHasNoCodes() {
        Tensor empty = Tensor.ofFloats(Shape.of(0, 3));
        Quantization quantization = new PerTensor(new Affine(QuantizedType.INT8, 1, 0));

        assertThat(TensorQuantizer.quantize(empty, quantization).elementCount()).isZero();
        assertThat(WeightRanges.perTensor(empty)).isEqualTo(Range.ZERO);
    }

    @ParameterizedTest
    @ValueSource(floats = {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY})
    void refusesNanAndInfinityWithTheTensorsNameAndTheirPlace(float odd) {
        float[] values = new float[6000];
        values[4321] = odd;
        values[5000] = odd;
        Tensor tensor = Tensor.ofFloats(Shape.of(60, 100), values);
        Quantization quantization = new PerTensor(new Affine(QuantizedType.INT8, 1, 0));
        List<Runnable> calls = List.of(
                () -> TensorQuantizer.quantize("conv1.weight", tensor, quantization),
                () -> WeightRanges.perTensor("conv1.weight", tensor),
                () -> WeightRanges.perChannel("conv1.weight", tensor, 1),
                () -> WeightRanges.perChannel(
                        "conv1.weight", tensor, 0, Scheme.INT8_WEIGHT, ShrinkSearch.MEAN_SQUARED_ERROR));

        assertThat(calls)
                .allSatisfy(call -> assertThatThrownBy(call::run)
                        .isInstanceOfSatisfying(
                                OctetException.class,
                                refusal -> assertThat(refusal.kind()).isEqualTo(Kind.INVALID_MODEL))
                        .hasMessageStartingWith("Tensor 'conv1.weight' (float[60,100]): expected finite elements, got "
                                + (Float.isNaN(odd) ? "2 NaN and 0 infinite" : "0 NaN and 2 infinite")
                                + ", the first at index [43,21]."));
    }

    @Test
    void refusesTensorsThatDoNotFit() {
        Quantization perTensor = new PerTensor(new Affine(QuantizedType.INT8, 1, 0));
        Affine affine = new Affine(QuantizedType.INT8, 1, 0);
        Tensor values = Tensor.ofFloats(Shape.of(2, 3), 1, 2, 3, 4, 5, 6);

        assertThatThrownBy(() -> TensorQuantizer.quantize(Tensor.vector(1L, 2), perTensor))
                .hasMessageContaining("floating-point tensor, got int64[2]");
        assertThatThrownBy(() -> TensorQuantizer.quantize(values, new PerChannel(1, List.of(affine, affine))))
                .hasMessageContaining("Expected 2 channels on axis 1, got float[2,3]");
        assertThatThrownBy(() -> TensorQuantizer.quantize(values, new PerChannel(2, List.of(affine))))
                .hasMessageContaining("axis 2");
        assertThatThrownBy(() -> TensorQuantizer.dequantize(values, perTensor))
                .hasMessageContaining("Expected codes of type int8, got float[2,3]");
        Tensor codes = TensorQuantizer.quantize(values, perTensor);
        assertThatThrownBy(() -> TensorQuantizer.dequantize(codes, perTensor, ElementType.DOUBLE))
                .hasMessageContaining("double");
    }
}
