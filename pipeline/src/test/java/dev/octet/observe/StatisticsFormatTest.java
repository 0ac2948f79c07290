package dev.octet.observe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.octet.error.Kind;
import dev.octet.error.OctetException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.Set;
import java.util.stream.LongStream;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class StatisticsFormatTest {
    static LongStream seeds() {
        return LongStream.range(0, 14);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void whatIsWrittenComesBack(long seed) {
        Accumulator accumulator = new Accumulator(EnumSet.allOf(StatisticKind.class));
        for (int sample = 0; sample < 20; sample++) {
            float[] values = Samples.values(seed, 100 + sample);
            accumulator.observe(sample * 1000L, values, 0, values.length);
        }
        TensorStatistics statistics = accumulator.statistics();

        byte[] bytes = StatisticsFormat.write(statistics);
        assertThat(StatisticsFormat.read(bytes)).isEqualTo(statistics);
        assertThat(StatisticsFormat.write(StatisticsFormat.read(bytes))).isEqualTo(bytes);
    }

    @Test
    void statisticsOfFewerKindsComeBack() {
        for (Set<StatisticKind> kinds : Set.of(
                EnumSet.of(StatisticKind.MIN_MAX),
                EnumSet.of(StatisticKind.MIN_MAX, StatisticKind.HISTOGRAM),
                EnumSet.of(StatisticKind.MIN_MAX, StatisticKind.SAMPLE_RANGES))) {
            TensorStatistics empty = TensorStatistics.empty(kinds);

            assertThat(StatisticsFormat.read(StatisticsFormat.write(empty))).isEqualTo(empty);
        }
    }

    @Test
    void theBytesAreThoseOfTheDocumentation() {
        byte[] bytes = StatisticsFormat.write(Samples.statistics(0.5f, 1, 1, Float.NaN));

        // version, kinds; min, max, 4 elements, 1 NaN, none infinite; 2^-11, bin 1024, 1025 bins ...
        assertThat(HexFormat.of().formatHex(bytes, 0, 24))
                .isEqualTo("0103" + "3f0000003f800000" + "040100" + "fffffff5" + "00000400" + "8108" + "01");
        // ... the last count; 1 sample, number 0, from 0.5 to 1
        assertThat(HexFormat.of().formatHex(bytes, bytes.length - 22, bytes.length - 4))
                .isEqualTo("02" + "01" + "0000000000000000" + "3f0000003f800000");
    }

    @Test
    void refusesAnyDamagedByte() {
        byte[] bytes = StatisticsFormat.write(Samples.statistics(1, 2, 3));
        for (int i = 1; i < bytes.length; i++) {
            byte[] damaged = bytes.clone();
            damaged[i] ^= 0x10;
            assertRefused(damaged, "damaged");
        }
    }

    @Test
    void refusesTruncatedBytesAndOtherVersions() {
        byte[] bytes = StatisticsFormat.write(Samples.statistics(1, 2, 3));
        byte[] newer = bytes.clone();
        newer[0] = 2;

        assertRefused(newer, "version 2");
        assertRefused(new byte[0], "no bytes");
        for (int length = 1; length < bytes.length; length += 7) {
            assertRefused(Arrays.copyOf(bytes, length), "Expected");
        }
    }

    @Test
    void refusesCountsThatDoNotFitEachOtherEvenWithTheRightChecksum() {
        byte[] bytes = StatisticsFormat.write(Samples.statistics(1, 2, 3));
        byte[] moreElements = bytes.clone();
        moreElements[10]++;
        byte[] leftOver = Arrays.copyOf(bytes, bytes.length + 1);

        assertRefused(signed(moreElements), "histogram of 4 finite values");
        assertRefused(signed(leftOver), "1 bytes are left over");
    }

    private static byte[] signed(byte[] bytes) {
        CRC32 checksum = new CRC32();
        checksum.update(bytes, 0, bytes.length - 4);
        return ByteBuffer.wrap(bytes)
                .putInt(bytes.length - 4, (int) checksum.getValue())
                .array();
    }

    private static void assertRefused(byte[] bytes, String reason) {
        assertThatThrownBy(() -> StatisticsFormat.read(bytes))
                .isInstanceOfSatisfying(
                        OctetException.class,
                        refusal -> assertThat(refusal.kind()).isEqualTo(Kind.INVALID_DATA))
                .hasMessageContaining(reason)
                .hasMessageEndingWith("Observe the data again.");
    }
}
