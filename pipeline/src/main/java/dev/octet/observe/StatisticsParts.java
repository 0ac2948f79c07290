package dev.octet.observe;

import dev.octet.affine.Range;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;

/** Writes and reads the parts of {@link StatisticsFormat}. */
final class StatisticsParts {
    private static final int BYTES_OF_SAMPLE = Long.BYTES + 2 * Float.BYTES;

    private StatisticsParts() {}

    static void write(MinMax minMax, DataOutputStream out) throws IOException {
        out.writeFloat(minMax.min());
        out.writeFloat(minMax.max());
        writeVarint(minMax.elements(), out);
        writeVarint(minMax.nan(), out);
        writeVarint(minMax.infinite(), out);
    }

    static MinMax readMinMax(DataInputStream in) throws IOException {
        return new MinMax(in.readFloat(), in.readFloat(), readVarint(in), readVarint(in), readVarint(in));
    }

    static void write(Histogram histogram, DataOutputStream out) throws IOException {
        out.writeInt(histogram.exponent());
        out.writeInt(histogram.first());
        writeVarint(histogram.bins(), out);
        for (int offset = 0; offset < histogram.bins(); offset++) {
            writeVarint(histogram.count(offset), out);
        }
    }

    static Histogram readHistogram(DataInputStream in) throws IOException {
        int exponent = in.readInt();
        int first = in.readInt();
        long[] counts = new long[readCount(in, 1)];
        for (int offset = 0; offset < counts.length; offset++) {
            counts[offset] = readVarint(in);
        }
        return Histogram.of(exponent, first, counts);
    }

    static void write(SampleRanges ranges, DataOutputStream out) throws IOException {
        writeVarint(ranges.size(), out);
        for (int index = 0; index < ranges.size(); index++) {
            Range range = ranges.range(index);
            out.writeLong(ranges.sample(index));
            out.writeFloat(range.min());
            out.writeFloat(range.max());
        }
    }

    static SampleRanges readSampleRanges(DataInputStream in) throws IOException {
        SampleRangesBuilder builder = new SampleRangesBuilder();
        int size = readCount(in, BYTES_OF_SAMPLE);
        for (int index = 0; index < size; index++) {
            long sample = in.readLong();
            Range range = new Range(in.readFloat(), in.readFloat());
            builder.add(sample, range.min(), range.max());
        }
        return builder.build();
    }

    /** A number of things that take at least so many bytes each: no more than can follow. */
    private static int readCount(DataInputStream in, int bytesOfEach) throws IOException {
        long count = readVarint(in);
        if (count < 0 || count > in.available() / bytesOfEach) {
            throw new IOException(count + " entries in " + in.available() + " bytes");
        }
        return (int) count;
    }

    private static void writeVarint(long value, DataOutputStream out) throws IOException {
        long rest = value;
        while ((rest & ~0x7fL) != 0) {
            out.writeByte((int) ((rest & 0x7f) | 0x80));
            rest >>>= 7;
        }
        out.writeByte((int) rest);
    }

    private static long readVarint(DataInputStream in) throws IOException {
        long value = 0;
        for (int shift = 0; shift < Long.SIZE; shift += 7) {
            int next = in.readUnsignedByte();
            value |= (next & 0x7fL) << shift;
            if (next < 0x80) {
                return value;
            }
        }
        throw new IOException("a number of more than 64 bits");
    }
}
