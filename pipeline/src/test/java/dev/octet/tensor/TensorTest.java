package dev.octet.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TensorTest {
    @Test
    void refusesDataThatDoesNotFitTheShape() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Tensor.ofFloats(Shape.of(2, 3), 1f, 2f))
                .withMessageContaining("24 bytes for float[2,3], got 8");
    }

    @Test
    void readsPackedFourBitElementsLowHalfFirst() {
        Tensor signed = Tensor.ofBytes(ElementType.INT4, Shape.of(3), (byte) 0x7f, (byte) 0x08);
        Tensor unsigned = Tensor.ofBytes(ElementType.UINT4, Shape.of(3), (byte) 0x7f, (byte) 0x08);
        assertThat(signed.toLongs()).containsExactly(-1, 7, -8);
        assertThat(unsigned.toLongs()).containsExactly(15, 7, 8);
    }

    @Test
    void readsPackedTwoBitElements() {
        Tensor signed = Tensor.ofBytes(ElementType.INT2, Shape.of(4), (byte) 0b10_11_01_00);
        Tensor unsigned = Tensor.ofBytes(ElementType.UINT2, Shape.of(4), (byte) 0b10_11_01_00);
        assertThat(signed.toLongs()).containsExactly(0, 1, -1, -2);
        assertThat(unsigned.toLongs()).containsExactly(0, 1, 3, 2);
    }

    @Test
    void readsUnsignedElementsWithoutTheirSign() {
        assertThat(Tensor.ofBytes(ElementType.UINT8, Shape.of(1), (byte) 0xff).toLongs())
                .containsExactly(255);
        assertThat(Tensor.ofBytes(ElementType.INT8, Shape.of(1), (byte) 0xff).toLongs())
                .containsExactly(-1);
        assertThat(Tensor.ofBytes(ElementType.UINT16, Shape.of(1), (byte) 0xff, (byte) 0xff)
                        .toLongs())
                .containsExactly(65535);
    }

    @Test
    void refusesToReadFloatsAsIntegersAndTheOtherWayRound() {
        assertThatIllegalArgumentException().isThrownBy(() -> Tensor.vector(1f).toLongs());
        assertThatIllegalArgumentException().isThrownBy(() -> Tensor.vector(1L).toFloats());
    }

    @Test
    void keepsStringsAsBytes() {
        ByteBuffer text = ByteBuffer.wrap("octet".getBytes(StandardCharsets.UTF_8));
        Tensor tensor = Tensor.ofStrings(Shape.of(1), List.of(text));
        assertThat(tensor.strings()).containsExactly(text);
        assertThatIllegalArgumentException().isThrownBy(() -> Tensor.ofStrings(Shape.of(2), List.of(text)));
    }

    @Test
    void mapsAPartOfAFile(@TempDir Path folder) throws Exception {
        Path file = Files.write(folder.resolve("weights"), new byte[] {9, 1, 2, 3, 4, 9});
        Tensor tensor = new Tensor(ElementType.INT8, Shape.of(4), TensorData.map(file, 1, 4));
        assertThat(tensor.toLongs()).containsExactly(1, 2, 3, 4);
        assertThatThrownBy(() -> TensorData.map(file, 4, 4))
                .isInstanceOf(IndexOutOfBoundsException.class)
                .hasMessageContaining("which has 6 bytes");
    }

    @Test
    void slicesAcrossTheSeamOfTwoSegments() {
        ByteBuffer first = ByteBuffer.allocateDirect(BufferData.SEGMENT);
        first.put(BufferData.SEGMENT - 1, (byte) 7);
        TensorData data = new BufferData(List.of(first, ByteBuffer.wrap(new byte[] {8, 9})), BufferData.SEGMENT + 2L);
        ByteBuffer slice = data.slice(BufferData.SEGMENT - 1L, 3);
        assertThat(new byte[] {slice.get(), slice.get(), slice.get()}).containsExactly(7, 8, 9);
        assertThat(data.slice(BufferData.SEGMENT + 1L, 1).get()).isEqualTo((byte) 9);
    }

    @Test
    void countsElementsWithoutOverflow() {
        assertThat(Shape.SCALAR.elementCount()).isEqualTo(1);
        assertThat(Shape.of(2, 0, 3).elementCount()).isZero();
        assertThat(Shape.of(2, 3, 4, 5).elementCount(1, 3)).isEqualTo(12);
        assertThatThrownBy(() -> Shape.of(Long.MAX_VALUE, 2)).isInstanceOf(ArithmeticException.class);
        assertThatIllegalArgumentException().isThrownBy(() -> Shape.of(-1));
    }
}
