package dev.octet.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FloatBlocksTest {
    @Test
    void blocksAreFullButForTheLast() {
        float[] values = new float[2 * FloatBlocks.SIZE + 3];
        for (int i = 0; i < values.length; i++) {
            values[i] = i;
        }
        List<String> blocks = new ArrayList<>();
        FloatBlocks.forEach(Tensor.vector(values), (block, count, start) -> {
            blocks.add(start + "+" + count);
            assertThat(block[0]).isEqualTo((float) start);
            assertThat(block[count - 1]).isEqualTo((float) (start + count - 1));
        });

        assertThat(blocks).containsExactly("0+4096", "4096+4096", "8192+3");
    }

    @Test
    void anEmptyTensorHasNoBlocks() {
        FloatBlocks.forEach(Tensor.ofFloats(Shape.of(0)), (block, count, start) -> {
            throw new AssertionError("visited");
        });
    }

    @ParameterizedTest
    @EnumSource(ElementType.class)
    void everyTypeItReadsGivesTheValuesThatTheTensorGives(ElementType type) {
        if (!FloatBlocks.reads(type)) {
            assertThatThrownBy(() -> FloatBlocks.read(type, ByteBuffer.allocate(8), 0, new float[1], 1))
                    .hasMessageContaining(type.onnxName());
            return;
        }
        byte[] raw = new byte[type.bits() / 8 * 9];
        for (int i = 0; i < raw.length; i++) {
            raw[i] = (byte) (i * 37 + 100);
        }
        Tensor tensor = new Tensor(type, Shape.of(9), TensorData.ofBytes(raw));
        float[] block = new float[8];
        FloatBlocks.read(type, ByteBuffer.wrap(raw).order(ByteOrder.LITTLE_ENDIAN), 1, block, 8);

        for (int i = 0; i < 8; i++) {
            assertThat(block[i]).isEqualTo(expected(tensor, i + 1));
        }
    }

    private static float expected(Tensor tensor, int index) {
        if (tensor.type().isFloating()) {
            return tensor.toFloats()[index];
        }
        long value = tensor.toLongs()[index];
        return tensor.type() == ElementType.UINT64
                ? Float.parseFloat(Long.toUnsignedString(value))
                : Float.parseFloat(Long.toString(value));
    }
}
