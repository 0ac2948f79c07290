package dev.octet.observe;

import dev.octet.error.OctetException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.zip.CRC32;

/**
 * The serial form of {@link TensorStatistics}, the same bytes for equal statistics.
 *
 * <p>Version 1, big-endian; a varint has 7 bits a byte, the lowest first, the top bit set in all bytes but the last:
 *
 * <pre>
 * byte     version, 1
 * byte     kinds: 1 if a histogram follows, plus 2 if ranges of samples follow
 * float    min, max; infinity and -infinity if no value was finite
 * varint   elements, of which NaN, of which infinite
 * --       histogram
 * int32    exponent of the width, lowest bin
 * varint   number of bins, then the count of each
 * --       ranges of samples
 * varint   number of samples, then for each:
 * int64      sample
 * float      min, max
 * --
 * int32    CRC-32 of everything before
 * </pre>
 */
public final class StatisticsFormat {
    /** The version that is written. Others are refused. */
    public static final int VERSION = 1;

    private static final int HISTOGRAM = 1;
    private static final int SAMPLE_RANGES = 2;
    private static final int CHECKSUM_BYTES = Integer.BYTES;

    private StatisticsFormat() {}

    /** Writes statistics. */
    public static byte[] write(TensorStatistics statistics) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeByte(VERSION);
            out.writeByte((statistics.histogram().isPresent() ? HISTOGRAM : 0)
                    + (statistics.sampleRanges().isPresent() ? SAMPLE_RANGES : 0));
            StatisticsParts.write(statistics.minMax(), out);
            if (statistics.histogram().isPresent()) {
                StatisticsParts.write(statistics.histogram().get(), out);
            }
            if (statistics.sampleRanges().isPresent()) {
                StatisticsParts.write(statistics.sampleRanges().get(), out);
            }
            out.writeInt(checksum(bytes.toByteArray(), bytes.size()));
        } catch (IOException impossible) {
            throw new UncheckedIOException("Memory cannot be written to", impossible);
        }
        return bytes.toByteArray();
    }

    /**
     * Reads what {@link #write} wrote.
     *
     * @throws OctetException of kind INVALID_DATA if the bytes are damaged or of another version
     */
    public static TensorStatistics read(byte[] bytes) {
        int content = bytes.length - CHECKSUM_BYTES;
        if (content < 2 || bytes[0] != VERSION) {
            throw OctetException.invalidData("Expected statistics of version " + VERSION + ", got "
                    + (bytes.length == 0 ? "no bytes" : "version " + bytes[0]) + ". Observe the data again.");
        }
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            in.skipNBytes(content);
            if (in.readInt() != checksum(bytes, content)) {
                throw damaged("the checksum differs");
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException("Memory cannot be read", impossible);
        }
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes, 1, content - 1))) {
            return readContent(in);
        } catch (IOException | IllegalArgumentException failure) {
            throw damaged(String.valueOf(failure.getMessage()));
        }
    }

    private static TensorStatistics readContent(DataInputStream in) throws IOException {
        int kinds = in.readByte();
        MinMax minMax = StatisticsParts.readMinMax(in);
        TensorStatistics statistics = new TensorStatistics(
                minMax,
                (kinds & HISTOGRAM) != 0 ? Optional.of(StatisticsParts.readHistogram(in)) : Optional.empty(),
                (kinds & SAMPLE_RANGES) != 0 ? Optional.of(StatisticsParts.readSampleRanges(in)) : Optional.empty());
        if (in.available() > 0) {
            throw new IOException(in.available() + " bytes are left over");
        }
        return statistics;
    }

    private static int checksum(byte[] bytes, int length) {
        CRC32 checksum = new CRC32();
        checksum.update(bytes, 0, length);
        return (int) checksum.getValue();
    }

    private static OctetException damaged(String what) {
        return OctetException.invalidData(
                "Expected whole statistics, got damaged ones: " + what + ". Observe the data again.");
    }
}
