package dev.octet.calibrate;

import dev.octet.error.OctetException;
import dev.octet.observe.StatisticsFormat;
import dev.octet.observe.TensorStatistics;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;

/**
 * The file form of a {@link Checkpoint}, version 1: a magic number, the fields in order, big-endian, texts as
 * {@link DataOutputStream#writeUTF} or with an int length where they may be long, statistics in
 * {@link StatisticsFormat} with an int length, and a CRC-32 of everything before.
 */
final class CheckpointFormat {
    private static final int MAGIC = 0x4f435431;

    private CheckpointFormat() {}

    static byte[] write(Checkpoint checkpoint) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeInt(MAGIC);
            out.writeBoolean(checkpoint.complete());
            out.writeLong(checkpoint.handedOut());
            out.writeLong(checkpoint.observed());
            out.writeUTF(checkpoint.samplesDigest());
            out.writeInt(checkpoint.statistics().size());
            for (Map.Entry<String, TensorStatistics> entry :
                    checkpoint.statistics().entrySet()) {
                writeText(out, entry.getKey());
                writeBytes(out, StatisticsFormat.write(entry.getValue()));
            }
            out.writeInt(checkpoint.nonFinite().size());
            for (NonFiniteLog.Entry entry : checkpoint.nonFinite()) {
                writeText(out, entry.value());
                out.writeLong(entry.firstNumber());
                writeText(out, entry.firstSample());
                out.writeLong(entry.samples());
                out.writeLong(entry.count());
            }
            out.writeInt(checkpoint.skipped().size());
            for (SkippedSample sample : checkpoint.skipped()) {
                out.writeLong(sample.number());
                writeText(out, sample.sample());
                writeText(out, sample.reason());
            }
            out.writeInt(checksum(bytes.toByteArray(), bytes.size()));
        }
        return bytes.toByteArray();
    }

    /**
     * Reads what {@link #write} wrote.
     *
     * @throws IOException if it is damaged or of another version
     */
    static Checkpoint read(byte[] bytes) throws IOException {
        int content = bytes.length - Integer.BYTES;
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            if (content < 0 || in.readInt() != MAGIC) {
                throw new IOException("it is no checkpoint of this version");
            }
            byte[] end = Arrays.copyOfRange(bytes, content, bytes.length);
            if (new DataInputStream(new ByteArrayInputStream(end)).readInt() != checksum(bytes, content)) {
                throw new IOException("its checksum differs");
            }
            return readFields(in);
        } catch (OctetException damaged) {
            throw new IOException(damaged.getMessage(), damaged);
        }
    }

    private static Checkpoint readFields(DataInputStream in) throws IOException {
        boolean complete = in.readBoolean();
        long handedOut = in.readLong();
        long observed = in.readLong();
        String digest = in.readUTF();
        Map<String, TensorStatistics> statistics = new LinkedHashMap<>();
        for (int left = in.readInt(); left > 0; left--) {
            String name = readText(in);
            statistics.put(name, StatisticsFormat.read(in.readNBytes(in.readInt())));
        }
        List<NonFiniteLog.Entry> nonFinite = new ArrayList<>();
        for (int left = in.readInt(); left > 0; left--) {
            nonFinite.add(
                    new NonFiniteLog.Entry(readText(in), in.readLong(), readText(in), in.readLong(), in.readLong()));
        }
        List<SkippedSample> skipped = new ArrayList<>();
        for (int left = in.readInt(); left > 0; left--) {
            skipped.add(new SkippedSample(in.readLong(), readText(in), readText(in)));
        }
        return new Checkpoint(complete, handedOut, observed, digest, statistics, nonFinite, skipped);
    }

    private static void writeText(DataOutputStream out, String text) throws IOException {
        writeBytes(out, text.getBytes(StandardCharsets.UTF_8));
    }

    private static String readText(DataInputStream in) throws IOException {
        return new String(in.readNBytes(in.readInt()), StandardCharsets.UTF_8);
    }

    private static void writeBytes(DataOutputStream out, byte[] bytes) throws IOException {
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    private static int checksum(byte[] bytes, int length) {
        CRC32 checksum = new CRC32();
        checksum.update(bytes, 0, length);
        return (int) checksum.getValue();
    }
}
