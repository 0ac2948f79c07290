package dev.octet.calibrate.array;

import dev.octet.tensor.ElementType;
import dev.octet.tensor.Shape;
import dev.octet.tensor.Tensor;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/**
 * Writes NumPy's {@code .npy} format, version 1.0, little-endian and in row-major order.
 *
 * <p>Source: NumPy's description of the NPY format.
 */
public final class NpyWriter {
    private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0};
    /** Magic, length and dictionary together fill a multiple of this, so that elements are aligned. */
    private static final int ALIGNMENT = 64;

    private static final int LENGTH_BYTES = 2;
    private static final int COPIED_BYTES = 1 << 20;

    private NpyWriter() {}

    /** Whether NumPy has a type for such elements. */
    public static boolean canWrite(ElementType type) {
        return letters(type).isPresent();
    }

    /** Writes the elements alone. */
    public static void writeElements(Tensor tensor, OutputStream out) throws IOException {
        long size = tensor.data().byteSize();
        for (long offset = 0; offset < size; offset += COPIED_BYTES) {
            ByteBuffer slice = tensor.data().slice(offset, (int) Math.min(COPIED_BYTES, size - offset));
            byte[] bytes = new byte[slice.remaining()];
            slice.get(bytes);
            out.write(bytes);
        }
    }

    /**
     * Writes what stands before the elements.
     *
     * @throws IllegalArgumentException if NumPy has no type for such elements
     */
    public static void writeHeader(ElementType type, Shape shape, OutputStream out) throws IOException {
        String description = letters(type)
                .orElseThrow(() -> new IllegalArgumentException("NumPy has no type for " + type.onnxName()));
        // A comma behind each makes a tuple of one dimension too.
        String dimensions = LongStream.of(shape.dimensions())
                .mapToObj(dimension -> dimension + ",")
                .collect(Collectors.joining(" "));
        String dictionary =
                "{'descr': '%s', 'fortran_order': False, 'shape': (%s), }".formatted(description, dimensions);
        int used = MAGIC.length + LENGTH_BYTES + dictionary.length() + 1;
        int padding = (ALIGNMENT - used % ALIGNMENT) % ALIGNMENT;
        int length = dictionary.length() + padding + 1;
        out.write(MAGIC);
        out.write(length);
        out.write(length >> Byte.SIZE);
        out.write((dictionary + " ".repeat(padding) + "\n").getBytes(StandardCharsets.US_ASCII));
    }

    private static Optional<String> letters(ElementType type) {
        return NpyReader.TYPES.entrySet().stream()
                .filter(entry -> entry.getValue() == type)
                .map(entry -> (type.bits() > Byte.SIZE ? "<" : "|") + entry.getKey())
                .findFirst();
    }
}
