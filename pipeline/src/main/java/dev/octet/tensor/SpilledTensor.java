package dev.octet.tensor;

import dev.octet.error.Kind;
import dev.octet.error.OctetException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Moves tensors from the heap to a temporary file, mapped, so that the system decides what of it stays in memory.
 *
 * <p>The file's name is gone as soon as it is mapped; its space is free again when nothing holds the tensor. Systems
 * that keep the names of mapped files, as Windows does, lose them when the process ends.
 */
public final class SpilledTensor {
    /** A file of its own costs more than the heap of a smaller tensor. */
    private static final long SMALLEST = 64L << 10;

    private static final int SLICE = 8 << 20;

    private SpilledTensor() {}

    /**
     * The same tensor; a large one off the heap.
     *
     * @throws OctetException of kind FILE if the folder for temporary files has no room for it
     */
    public static Tensor of(Tensor tensor) {
        return of(tensor, Path.of(System.getProperty("java.io.tmpdir")));
    }

    static Tensor of(Tensor tensor, Path folder) {
        if (tensor.data().byteSize() < SMALLEST) {
            return tensor;
        }
        try {
            Path file = Files.createTempFile(folder, "octet-", ".tensor");
            try {
                write(tensor.data(), file);
                return new Tensor(
                        tensor.type(),
                        tensor.shape(),
                        TensorData.map(file, 0, tensor.data().byteSize()));
            } finally {
                delete(file);
            }
        } catch (IOException failure) {
            throw new OctetException(
                    Kind.FILE,
                    "Expected room for %d MB in the folder for temporary files, %s, but: %s. Choose another with -Djava.io.tmpdir=FOLDER."
                            .formatted(tensor.data().byteSize() / 1_000_000, folder, failure.getMessage()),
                    failure);
        }
    }

    private static void write(TensorData data, Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            for (long done = 0; done < data.byteSize(); done += SLICE) {
                ByteBuffer slice = data.slice(done, (int) Math.min(SLICE, data.byteSize() - done));
                while (slice.hasRemaining()) {
                    channel.write(slice);
                }
            }
        }
    }

    private static void delete(Path file) {
        try {
            Files.delete(file);
        } catch (IOException inUse) {
            file.toFile().deleteOnExit();
        }
    }
}
