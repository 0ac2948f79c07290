package dev.octet.calibrate.array;

import dev.octet.tensor.ElementType;
import dev.octet.tensor.Shape;
import dev.octet.tensor.Tensor;
import dev.octet.tensor.TensorData;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;

/**
 * Reads idx files, the format of the MNIST data set, as they are or compressed by gzip. Elements are stored big-endian.
 *
 * <p>Source: Y. LeCun, C. Cortes, C. Burges, "The MNIST database", section on the file format: two zero bytes, a type
 * code, the rank, the dimensions as 32-bit numbers, the elements.
 */
public final class IdxReader {
    private IdxReader() {}

    /** Whether the name is that of an idx file, such as {@code t10k-images-idx3-ubyte.gz}. */
    public static boolean isIdxName(String fileName) {
        return fileName.matches(".*[.-]idx\\d?(-[a-z]+)?(\\.gz)?");
    }

    /**
     * The array in a file.
     *
     * @throws IOException if it is no idx file or cut short; the message says which
     */
    public static Tensor read(Path file) throws IOException {
        try (DataInputStream in = new DataInputStream(decompressed(file))) {
            if (in.readUnsignedShort() != 0) {
                throw new IOException("it is not an idx file");
            }
            ElementType type = type(in.readUnsignedByte());
            long[] dimensions = new long[in.readUnsignedByte()];
            for (int axis = 0; axis < dimensions.length; axis++) {
                dimensions[axis] = Integer.toUnsignedLong(in.readInt());
            }
            return read(in, type, dimensions);
        } catch (EOFException cut) {
            throw new IOException("it is truncated", cut);
        }
    }

    private static Tensor read(InputStream in, ElementType type, long[] dimensions) throws IOException {
        Shape shape = shape(type, dimensions);
        long size = type.byteSize(shape.elementCount());
        if (size > Integer.MAX_VALUE - 16) {
            throw new IOException("it needs %d bytes, more than fit in memory at once".formatted(size));
        }
        byte[] bytes = in.readNBytes((int) size);
        if (bytes.length < size) {
            throw new IOException("it is truncated: expected %d bytes for %s%s, got %d"
                    .formatted(size, type.onnxName(), shape, bytes.length));
        }
        ByteOrders.reverse(bytes, type.bits() / 8);
        return new Tensor(type, shape, TensorData.ofBytes(bytes));
    }

    private static Shape shape(ElementType type, long[] dimensions) throws IOException {
        try {
            Shape shape = Shape.of(dimensions);
            type.byteSize(shape.elementCount());
            return shape;
        } catch (ArithmeticException tooLarge) {
            throw new IOException("its shape has more elements than can be counted", tooLarge);
        }
    }

    private static InputStream decompressed(Path file) throws IOException {
        InputStream in = new BufferedInputStream(Files.newInputStream(file));
        in.mark(2);
        boolean zipped = in.read() == 0x1f && in.read() == 0x8b;
        in.reset();
        return zipped ? new BufferedInputStream(new GZIPInputStream(in)) : in;
    }

    private static ElementType type(int code) throws IOException {
        return switch (code) {
            case 0x08 -> ElementType.UINT8;
            case 0x09 -> ElementType.INT8;
            case 0x0b -> ElementType.INT16;
            case 0x0c -> ElementType.INT32;
            case 0x0d -> ElementType.FLOAT;
            case 0x0e -> ElementType.DOUBLE;
            default -> throw new IOException("it has the unknown element code 0x%02x".formatted(code));
        };
    }
}
