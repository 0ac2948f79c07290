package dev.octet.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;

class ComputedDataTest {
    private static final int SIZE = 1_000_003;
    private static final int UNIT = 36;

    /** A byte of the data is a function of its place alone. */
    private static byte at(long place) {
        return (byte) (place * 31 + (place >> 8) * 7);
    }

    private static TensorData data(int unit) {
        return TensorData.computed(SIZE, unit, (offset, target) -> {
            while (target.hasRemaining()) {
                target.put(at(offset + target.position()));
            }
        });
    }

    @Test
    void everySliceHoldsTheBytesOfItsPlace() {
        TensorData data = data(UNIT);
        Random random = new Random(1);
        for (int round = 0; round < 200; round++) {
            int start = random.nextInt(SIZE);
            int length = random.nextInt(Math.min(SIZE - start, 3 * UNIT) + 1);
            assertSlice(data, start, length);
        }
        assertSlice(data, 0, SIZE);
        assertSlice(data, SIZE, 0);
    }

    @Test
    void asksOnlyForWholeUnitsExceptAtTheEnd() {
        Queue<long[]> asked = new ConcurrentLinkedQueue<>();
        TensorData data = TensorData.computed(SIZE, UNIT, (offset, target) -> {
            asked.add(new long[] {offset, offset + target.remaining()});
            target.position(target.limit());
        });

        data.slice(7, SIZE - 7);
        data.slice(UNIT - 1, 2);

        assertThat(asked).hasSizeGreaterThan(2).allSatisfy(part -> {
            assertThat(part[0] % UNIT).isZero();
            assertThat(part[1] == SIZE || part[1] % UNIT == 0).isTrue();
        });
    }

    @Test
    void isLittleEndianInsideAndOutside() {
        TensorData data = TensorData.computed(8, 4, (offset, target) -> {
            assertThat(target.order()).isEqualTo(ByteOrder.LITTLE_ENDIAN);
            while (target.hasRemaining()) {
                target.putInt(0x01020304);
            }
        });

        assertThat(data.buffer().getInt(4)).isEqualTo(0x01020304);
        assertThat(data.slice(3, 0).order()).isEqualTo(ByteOrder.LITTLE_ENDIAN);
    }

    @Test
    void maySpanMoreThanAnArrayCanHold() {
        TensorData data = TensorData.computed(1L << 40, 8, (offset, target) -> target.putLong(offset));

        assertThat(data.slice((1L << 40) - 8, 8).getLong(0)).isEqualTo((1L << 40) - 8);
    }

    @Test
    void refusesSlicesOutsideAndUnitsOfNothing() {
        assertThatThrownBy(() -> data(1).slice(SIZE - 1, 2)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatIllegalArgumentException().isThrownBy(() -> data(0)).withMessageContaining("1 byte or more");
    }

    private static void assertSlice(TensorData data, int start, int length) {
        ByteBuffer slice = data.slice(start, length);
        assertThat(slice.remaining()).isEqualTo(length);
        assertThat(slice.isReadOnly() || length == 0).isTrue();
        for (int i = 0; i < length; i++) {
            if (slice.get(i) != at(start + i)) {
                throw new AssertionError("byte " + i + " of the slice at " + start);
            }
        }
    }
}
