package dev.octet.calibrate.table;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;

/**
 * The lines of a text file, found once and read one at a time, so that a large file is never in memory. Blank lines are
 * left out; a byte order mark is no part of the first line.
 */
public final class LineFile {
    private final Path path;
    private final long[] starts;
    private final long[] ends;
    private final long[] numbers;
    private final int count;

    private LineFile(Path path, Scan scan) {
        this.path = path;
        this.starts = Arrays.copyOf(scan.starts, scan.count);
        this.ends = Arrays.copyOf(scan.ends, scan.count);
        this.numbers = Arrays.copyOf(scan.numbers, scan.count);
        this.count = scan.count;
    }

    /**
     * Finds the lines.
     *
     * @param quoted whether a line break between double quotes belongs to the line, as in CSV (RFC 4180)
     * @throws IOException if the file cannot be read or a quote is not closed
     */
    public static LineFile open(Path path, boolean quoted) throws IOException {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(path), 1 << 16)) {
            Scan scan = new Scan(quoted);
            for (int next = in.read(); next >= 0; next = in.read()) {
                scan.accept(next);
            }
            scan.end();
            return new LineFile(path, scan);
        }
    }

    /** Number of lines that are not blank. */
    public int size() {
        return count;
    }

    /** Number of a line in the file as editors count, from 1. */
    public long lineNumber(int index) {
        return numbers[index];
    }

    /**
     * The text of a line without its end.
     *
     * @throws IOException if it is not UTF-8 or the file has changed
     */
    public String line(int index) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(Math.toIntExact(ends[index] - starts[index]));
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            while (bytes.hasRemaining()) {
                if (channel.read(bytes, starts[index] + bytes.position()) < 0) {
                    throw new EOFException("it has become shorter while it was read");
                }
            }
            return StandardCharsets.UTF_8.newDecoder().decode(bytes.flip()).toString();
        } catch (CharacterCodingException notUtf8) {
            throw new IOException("it is not UTF-8", notUtf8);
        }
    }

    /** Goes through a file byte by byte. */
    private static final class Scan {
        private final boolean quoted;
        private long[] starts = new long[64];
        private long[] ends = new long[64];
        private long[] numbers = new long[64];
        private int count;
        private long position;
        private long start;
        private long number = 1;
        private long startNumber = 1;
        private boolean inQuotes;
        private boolean blank = true;
        private int last = -1;

        Scan(boolean quoted) {
            this.quoted = quoted;
        }

        void accept(int next) {
            if (position < 3 && next == "\u00ef\u00bb\u00bf".charAt((int) position) && start == position) {
                start++;
            } else if (next == '\n' && !inQuotes) {
                finish(last == '\r' ? position - 1 : position);
                start = position + 1;
                startNumber = number + 1;
            } else {
                blank &= next <= ' ';
                inQuotes ^= quoted && next == '"';
            }
            number += next == '\n' ? 1 : 0;
            last = next;
            position++;
        }

        void end() throws IOException {
            if (inQuotes) {
                throw new IOException("line %d: a double quote is not closed".formatted(startNumber));
            }
            finish(position);
        }

        private void finish(long end) {
            if (!blank) {
                if (count == starts.length) {
                    starts = Arrays.copyOf(starts, 2 * count);
                    ends = Arrays.copyOf(ends, 2 * count);
                    numbers = Arrays.copyOf(numbers, 2 * count);
                }
                starts[count] = start;
                ends[count] = end;
                numbers[count] = startNumber;
                count++;
            }
            blank = true;
        }
    }
}
