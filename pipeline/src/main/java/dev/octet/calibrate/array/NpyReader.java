package dev.octet.calibrate.array;

import dev.octet.tensor.ElementType;
import dev.octet.tensor.Shape;
import dev.octet.tensor.Tensor;
import dev.octet.tensor.TensorData;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;

/**
 * Reads NumPy's {@code .npy} format, versions 1 to 3: bool, signed and unsigned integers of 1 to 8 bytes, binary16, 32
 * and 64, in either byte order and either order of axes. Large plain arrays are mapped rather than read.
 */
public final class NpyReader {
    private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};
    private static final int MAX_HEADER_BYTES = 1 << 20;
    private static final long MAP_FROM_BYTES = 1L << 24;

    /** Element types by NumPy's letters for them, without byte order. */
    static final Map<String, ElementType> TYPES = Map.ofEntries(
            Map.entry("b1", ElementType.BOOL),
            Map.entry("i1", ElementType.INT8),
            Map.entry("i2", ElementType.INT16),
            Map.entry("i4", ElementType.INT32),
            Map.entry("i8", ElementType.INT64),
            Map.entry("u1", ElementType.UINT8),
            Map.entry("u2", ElementType.UINT16),
            Map.entry("u4", ElementType.UINT32),
            Map.entry("u8", ElementType.UINT64),
            Map.entry("f2", ElementType.FLOAT16),
            Map.entry("f4", ElementType.FLOAT),
            Map.entry("f8", ElementType.DOUBLE));

    private NpyReader() {}

    /**
     * The array in a file.
     *
     * @throws IOException if it is none, cut short, or of a type that no model takes; the message says which
     */
    public static Tensor read(Path file) throws IOException {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
            Located located = header(in);
            long size = located.byteSize();
            long found = Files.size(file) - located.offset;
            if (found != size) {
                throw new IOException("it is %s: expected %d bytes for %s, got %d"
                        .formatted(found < size ? "truncated" : "too long", size, located, found));
            }
            boolean plain = !located.header.fortranOrder() && !located.bigEndian();
            return plain && size >= MAP_FROM_BYTES
                    ? new Tensor(located.type, located.shape, TensorData.map(file, located.offset, size))
                    : tensor(located, wholly(in, located));
        }
    }

    /** The rest of a file that is as long as it says, read in one go. */
    private static byte[] wholly(InputStream in, Located located) throws IOException {
        byte[] bytes = new byte[length(located)];
        requireAll(located, in.readNBytes(bytes, 0, bytes.length));
        return bytes;
    }

    /**
     * The array in a stream, such as an entry of an archive.
     *
     * @throws IOException as {@link #read(Path)}
     */
    public static Tensor read(InputStream in) throws IOException {
        Located located = header(in);
        byte[] bytes = in.readNBytes(length(located));
        requireAll(located, bytes.length);
        return tensor(located, bytes);
    }

    private static void requireAll(Located located, int bytes) throws IOException {
        if (bytes < located.byteSize()) {
            throw new IOException(
                    "it is truncated: expected %d bytes for %s, got %d".formatted(located.byteSize(), located, bytes));
        }
    }

    private static int length(Located located) throws IOException {
        if (located.byteSize() > Integer.MAX_VALUE - 16) {
            throw new IOException("it needs %d bytes, more than fit in memory at once; store it as a plain .npy"
                    .formatted(located.byteSize()));
        }
        return (int) located.byteSize();
    }

    private static Tensor tensor(Located located, byte[] bytes) {
        int elementBytes = located.type.bits() / 8;
        if (located.bigEndian()) {
            ByteOrders.reverse(bytes, elementBytes);
        }
        byte[] ordered =
                located.header.fortranOrder() ? AxisOrders.toRowMajor(bytes, located.shape, elementBytes) : bytes;
        return new Tensor(located.type, located.shape, TensorData.ofBytes(ordered));
    }

    private static Located header(InputStream in) throws IOException {
        byte[] start = in.readNBytes(8);
        if (start.length < 8 || !Arrays.equals(start, 0, MAGIC.length, MAGIC, 0, MAGIC.length)) {
            throw new IOException("it is not a NumPy array");
        }
        int version = start[6];
        if (version < 1 || version > 3) {
            throw new IOException("it has version %d of the format; versions 1 to 3 are known".formatted(version));
        }
        int lengthBytes = version == 1 ? 2 : 4;
        byte[] lengths = in.readNBytes(lengthBytes);
        long length = 0;
        for (int i = lengths.length - 1; i >= 0; i--) {
            length = length << 8 | Byte.toUnsignedInt(lengths[i]);
        }
        byte[] dictionary = length > MAX_HEADER_BYTES ? new byte[0] : in.readNBytes((int) length);
        if (lengths.length < lengthBytes || dictionary.length < length) {
            throw new IOException("its header is truncated");
        }
        NpyHeader header = NpyHeader.parse(new String(dictionary, StandardCharsets.UTF_8));
        return Located.of(header, start.length + lengthBytes + length);
    }

    private record Located(NpyHeader header, ElementType type, Shape shape, long offset) {
        static Located of(NpyHeader header, long offset) throws IOException {
            String description = header.description();
            ElementType type = TYPES.get(description.isEmpty() ? "" : description.substring(1));
            if (type == null || "<>|=".indexOf(description.charAt(0)) < 0) {
                throw new IOException("its elements are of NumPy type '%s'; bool, int8 to int64, uint8 to uint64, "
                                .formatted(description)
                        + "float16, float32 and float64 are read");
            }
            try {
                Shape shape = Shape.of(
                        header.shape().stream().mapToLong(Long::longValue).toArray());
                type.byteSize(shape.elementCount());
                return new Located(header, type, shape, offset);
            } catch (ArithmeticException tooLarge) {
                throw new IOException("its shape %s has more elements than can be counted".formatted(header.shape()));
            }
        }

        boolean bigEndian() {
            return header.description().charAt(0) == '>';
        }

        long byteSize() {
            return type.byteSize(shape.elementCount());
        }

        @Override
        public String toString() {
            return type.onnxName() + shape;
        }
    }
}
