package dev.octet.compare.command;

import dev.octet.calibrate.array.NpyWriter;
import dev.octet.error.Kind;
import dev.octet.error.OctetException;
import dev.octet.tensor.ElementType;
import dev.octet.tensor.Tensor;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.Deflater;
import java.util.zip.ZipOutputStream;

/**
 * Arrays of each sample, by name, that become an {@code .npz} archive. Memory does not grow with them.
 *
 * <p>Elements of a type that NumPy does not have (bfloat16, strings, types below a byte) are left out, but for
 * bfloat16, which becomes float32 without loss.
 */
final class OutputSpool implements AutoCloseable {
    private final Path folder;
    private final String stem;
    private final Map<String, ArraySpool> arrays = new LinkedHashMap<>();

    /**
     * @param folder where files go
     * @param stem the name of the archive without its ending
     */
    OutputSpool(Path folder, String stem) {
        this.folder = folder;
        this.stem = stem;
    }

    /** Adds what one sample gave. */
    void add(Map<String, Tensor> sample) {
        try {
            for (Map.Entry<String, Tensor> entry : sample.entrySet()) {
                Tensor tensor = readable(entry.getValue());
                if (NpyWriter.canWrite(tensor.type())) {
                    array(entry.getKey(), tensor.type()).add(tensor);
                }
            }
        } catch (IOException failure) {
            throw unwritable(failure);
        }
    }

    private static Tensor readable(Tensor tensor) {
        return tensor.type() == ElementType.BFLOAT16 ? Tensor.ofFloats(tensor.shape(), tensor.toFloats()) : tensor;
    }

    private ArraySpool array(String name, ElementType type) throws IOException {
        ArraySpool known = arrays.get(name);
        if (known == null) {
            known = new ArraySpool(name, type, folder.resolve("%s.%d.raw".formatted(stem, arrays.size())));
            arrays.put(name, known);
        }
        return known;
    }

    boolean isEmpty() {
        return arrays.isEmpty();
    }

    /** Writes the archive; nothing can be added after that. */
    Path archive() {
        Path file = folder.resolve(stem + ".npz");
        try (ZipOutputStream out = new ZipOutputStream(new BufferedOutputStream(Files.newOutputStream(file)))) {
            // Floats hardly become smaller, and the file is read once.
            out.setLevel(Deflater.NO_COMPRESSION);
            for (ArraySpool array : arrays.values()) {
                array.copyTo(out);
            }
            return file;
        } catch (IOException failure) {
            throw unwritable(failure);
        }
    }

    private OctetException unwritable(IOException failure) {
        return new OctetException(
                Kind.FILE,
                "Cannot write outputs for a metric's command into %s: %s".formatted(folder, failure.getMessage()),
                failure);
    }

    @Override
    public void close() {
        try {
            for (ArraySpool array : arrays.values()) {
                array.close();
            }
        } catch (IOException failure) {
            throw unwritable(failure);
        }
    }
}
