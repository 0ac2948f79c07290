package dev.octet.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

class TensorDataWriterTest {
    @Test
    void bytesFollowEachOther() {
        TensorDataWriter writer = new TensorDataWriter(5);
        writer.put(new byte[] {1, 2, 9}, 2);
        writer.put(new byte[] {3, 4, 5}, 3);

        assertThat(writer.finish().buffer()).isEqualTo(ByteBuffer.wrap(new byte[] {1, 2, 3, 4, 5}));
    }

    @Test
    void aLongStretchFillsSeveralSegments() {
        TensorDataWriter writer = new TensorDataWriter(10, 4);
        writer.put(new byte[] {1}, 1);
        writer.put(new byte[] {2, 3, 4, 5, 6, 7, 8, 9}, 8);
        writer.put(new byte[] {10}, 1);

        assertThat(writer.finishedSegments())
                .containsExactly(
                        ByteBuffer.wrap(new byte[] {1, 2, 3, 4}),
                        ByteBuffer.wrap(new byte[] {5, 6, 7, 8}),
                        ByteBuffer.wrap(new byte[] {9, 10}));
    }

    @Test
    void noBytesAreDataToo() {
        assertThat(new TensorDataWriter(0).finish().byteSize()).isZero();
    }

    @Test
    void refusesTooManyAndTooFewBytes() {
        TensorDataWriter writer = new TensorDataWriter(2);

        assertThatThrownBy(() -> writer.put(new byte[3], 3)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(writer::finish)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("2");
    }
}
