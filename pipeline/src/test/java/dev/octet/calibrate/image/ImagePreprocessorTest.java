package dev.octet.calibrate.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.offset;

import dev.octet.error.Kind;
import dev.octet.error.OctetException;
import dev.octet.graph.Dimension;
import dev.octet.graph.ValueType.TensorType;
import dev.octet.tensor.ElementType;
import dev.octet.tensor.Shape;
import dev.octet.tensor.Tensor;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ImagePreprocessorTest {
    private static final Pixels TWO = new Pixels(1, 2, 3, new byte[] {10, 20, 30, 40, 50, 60});

    /** Negative sizes stand for dimensions without a number. */
    private static TensorType input(ElementType element, long... sizes) {
        List<Dimension> dimensions = Arrays.stream(sizes)
                .<Dimension>mapToObj(size -> size < 0 ? new Dimension.Named("N") : new Dimension.Known(size))
                .toList();
        return new TensorType(element, Optional.of(dimensions));
    }

    private static Tensor apply(Preprocessing said, TensorType type, Pixels pixels) {
        return new ImagePreprocessor(said, type).apply(pixels);
    }

    @Test
    void putsChannelsFirstAndNormalizesEach() {
        Preprocessing said = Preprocessing.builder()
                .scale(0.5)
                .mean(List.of(1.0, 2.0, 3.0))
                .std(List.of(2.0, 4.0, 8.0))
                .build();

        Tensor tensor = apply(said, input(ElementType.FLOAT, -1, 3, 1, 2), TWO);

        assertThat(tensor.shape()).isEqualTo(Shape.of(1, 3, 1, 2));
        assertThat(tensor.toFloats()).containsExactly(2f, 9.5f, 2f, 5.75f, 1.5f, 3.375f);
    }

    @Test
    void reversesChannelsForBgrAndTakesMeanInThatOrder() {
        Preprocessing said = Preprocessing.builder()
                .color(ColorOrder.BGR)
                .mean(List.of(30.0, 20.0, 10.0))
                .build();

        Tensor tensor = apply(said, input(ElementType.FLOAT, 1, 3, 1, 2), TWO);

        assertThat(tensor.toFloats()).containsExactly(0f, 30f, 0f, 30f, 0f, 30f);
    }

    @Test
    void seesChannelsLastInTheShape() {
        Tensor tensor = apply(Preprocessing.NONE, input(ElementType.FLOAT, -1, -1, -1, 3), TWO);

        assertThat(tensor.shape()).isEqualTo(Shape.of(1, 1, 2, 3));
        assertThat(tensor.toFloats()).containsExactly(10f, 20f, 30f, 40f, 50f, 60f);
    }

    @Test
    void makesGrayForAModelOfOneChannel() {
        Tensor tensor = apply(Preprocessing.NONE, input(ElementType.FLOAT, 1, 1, 1, 2), TWO);

        assertThat(tensor.toFloats()).containsExactly(18f, 48f);
    }

    @Test
    void repeatsGrayForAModelOfThree() {
        Pixels gray = new Pixels(1, 1, 1, new byte[] {(byte) 200});

        assertThat(apply(Preprocessing.NONE, input(ElementType.FLOAT, 1, 3, 1, 1), gray)
                        .toFloats())
                .containsExactly(200f, 200f, 200f);
    }

    @Test
    void resizesToTheModelWhenNothingElseIsSaid() {
        Tensor tensor = apply(Preprocessing.NONE, input(ElementType.FLOAT, 1, 3, 5, 7), TWO);

        assertThat(tensor.shape()).isEqualTo(Shape.of(1, 3, 5, 7));
    }

    @Test
    void keepsTheSizeForAModelThatTakesAny() {
        Tensor tensor = apply(Preprocessing.NONE, input(ElementType.FLOAT, 1, 3, -1, -1), TWO);

        assertThat(tensor.shape()).isEqualTo(Shape.of(1, 3, 1, 2));
    }

    @Test
    void dropsTheBatchAxisWhereTheModelHasNone() {
        assertThat(apply(Preprocessing.NONE, input(ElementType.FLOAT, 3, 4, 4), TWO)
                        .shape())
                .isEqualTo(Shape.of(3, 4, 4));
    }

    @Test
    void poursGrayIntoAFlatInput() {
        Pixels gray = new Pixels(2, 2, 1, new byte[] {1, 2, 3, 4});

        Tensor vector = apply(Preprocessing.NONE, input(ElementType.FLOAT, 1, 4, 1), gray);

        assertThat(vector.shape()).isEqualTo(Shape.of(1, 4, 1));
        assertThat(vector.toFloats()).containsExactly(1f, 2f, 3f, 4f);
    }

    @Test
    void letterboxesInTheCentreOrTheCorner() {
        Pixels white = new Pixels(1, 2, 1, new byte[] {(byte) 255, (byte) 255});
        Preprocessing.Builder said = Preprocessing.builder()
                .resize(new Resize.Exact(4, 4))
                .resizeMode(ResizeMode.LETTERBOX)
                .padValue(7);
        TensorType type = input(ElementType.FLOAT, 1, 1, 4, 4);

        float[] centered = apply(said.build(), type, white).toFloats();
        float[] cornered = apply(
                        said.padPosition(Preprocessing.PadPosition.TOP_LEFT).build(), type, white)
                .toFloats();

        assertThat(centered).containsExactly(7, 7, 7, 7, 255, 255, 255, 255, 255, 255, 255, 255, 7, 7, 7, 7);
        assertThat(cornered).containsExactly(255, 255, 255, 255, 255, 255, 255, 255, 7, 7, 7, 7, 7, 7, 7, 7);
    }

    @Test
    void coversTheSizeAndCutsTheRest() {
        Pixels row = new Pixels(1, 4, 1, new byte[] {9, 1, 2, 9});
        Preprocessing said = Preprocessing.builder()
                .resize(new Resize.Exact(1, 2))
                .resizeMode(ResizeMode.CROP)
                .build();

        assertThat(apply(said, input(ElementType.FLOAT, 1, 1, 1, 2), row).toFloats())
                .containsExactly(1f, 2f);
    }

    @Test
    void resizesTheShorterSideThenCrops() {
        Preprocessing said = Preprocessing.builder()
                .resize(new Resize.ShorterSide(2))
                .crop(new Resize.Exact(2, 2))
                .interpolation(Interpolation.NEAREST)
                .build();
        Pixels row = new Pixels(1, 3, 1, new byte[] {5, 6, 7});

        assertThat(apply(said, input(ElementType.FLOAT, 1, 1, 2, 2), row).toFloats())
                .containsExactly(6f, 6f, 6f, 6f);
    }

    @Test
    void passesBytesToAModelOfBytes() {
        Tensor tensor = apply(Preprocessing.NONE, input(ElementType.UINT8, 1, -1, -1, 3), TWO);

        assertThat(tensor.type()).isEqualTo(ElementType.UINT8);
        assertThat(tensor.toLongs()).containsExactly(10, 20, 30, 40, 50, 60);
    }

    @Test
    void roundsToHalfPrecisionForAModelOfFloat16() {
        Preprocessing said = Preprocessing.builder().scale(1.0 / 255).build();

        float[] numbers =
                apply(said, input(ElementType.FLOAT16, 1, 1, 1, 2), TWO).toFloats();

        assertThat(numbers[0]).isEqualTo(18f / 255, offset(1e-4f));
        assertThat(numbers[0]).isNotEqualTo(18f / 255);
    }

    @Test
    void refusesToScaleBytesForAModelOfBytes() {
        Preprocessing said = Preprocessing.builder().scale(0.5).build();

        assertConfiguration(said, input(ElementType.UINT8, 1, 3, 1, 1), "scale, mean and std cannot be applied");
    }

    @Test
    void refusesAnInputOfIntegers() {
        assertConfiguration(Preprocessing.NONE, input(ElementType.INT64, 1, 3, 1, 1), "got int64");
    }

    @Test
    void refusesAnInputOfFourChannels() {
        assertConfiguration(
                Preprocessing.NONE, input(ElementType.FLOAT, 1, 4, 8, 8), "1 or 3 channels for images, got 4");
    }

    @Test
    void refusesAColourThatTheModelHasNoChannelsFor() {
        Preprocessing said = Preprocessing.builder().color(ColorOrder.RGB).build();

        assertConfiguration(said, input(ElementType.FLOAT, 1, 1, 8, 8), "takes 1 channel(s), but color: RGB gives 3");
    }

    @Test
    void refusesAsManyMeansAsThereAreNoChannels() {
        Preprocessing said =
                Preprocessing.builder().mean(List.of(1.0, 2.0, 3.0)).build();
        ImagePreprocessor preprocessor = new ImagePreprocessor(said, input(ElementType.FLOAT, 1, 1, 1, 1));

        assertThatThrownBy(() -> preprocessor.apply(TWO))
                .hasMessage("mean: expected 1 number or 1, one for each channel of GRAY, got [1.0, 2.0, 3.0]");
    }

    @Test
    void refusesACropLargerThanTheImage() {
        Preprocessing said =
                Preprocessing.builder().crop(new Resize.Exact(5, 5)).build();
        ImagePreprocessor preprocessor = new ImagePreprocessor(said, input(ElementType.FLOAT, 1, 3, 5, 5));

        assertThatThrownBy(() -> preprocessor.apply(TWO))
                .hasMessage("a crop of 5x5 does not fit into its 1x2 pixels; resize it first");
    }

    private static void assertConfiguration(Preprocessing said, TensorType type, String message) {
        assertThatThrownBy(() -> new ImagePreprocessor(said, type))
                .isInstanceOfSatisfying(
                        OctetException.class,
                        failure -> assertThat(failure.kind()).isEqualTo(Kind.CONFIGURATION))
                .hasMessageContaining(message);
    }
}
