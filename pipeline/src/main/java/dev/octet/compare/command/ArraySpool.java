package dev.octet.compare.command;

import dev.octet.calibrate.array.NpyWriter;
import dev.octet.tensor.ElementType;
import dev.octet.tensor.Shape;
import dev.octet.tensor.Tensor;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * One array of each sample, kept in a file until their number is known.
 *
 * <p>Arrays of one shape become one array with the samples along its first axis, in place of a first dimension of 1.
 * Arrays of different shapes stay apart, as {@code name.0}, {@code name.1} and so on.
 */
final class ArraySpool implements Closeable {
    private final String name;
    private final ElementType type;
    private final Path file;
    private final OutputStream out;
    private final List<Shape> shapes = new ArrayList<>();

    /**
     * @param name what the array is called in the archive
     * @param type of all arrays; NumPy has to have such a type
     * @param file where the elements go for now
     */
    ArraySpool(String name, ElementType type, Path file) throws IOException {
        this.name = name;
        this.type = type;
        this.file = file;
        this.out = new BufferedOutputStream(Files.newOutputStream(file));
    }

    void add(Tensor tensor) throws IOException {
        if (tensor.type() != type) {
            throw new IOException("array '%s' is %s for one sample and %s for another"
                    .formatted(name, type.onnxName(), tensor.type().onnxName()));
        }
        NpyWriter.writeElements(tensor, out);
        shapes.add(tensor.shape());
    }

    /** Writes all of it into an archive; nothing can be added after that. */
    void copyTo(ZipOutputStream archive) throws IOException {
        out.close();
        try (InputStream in = Files.newInputStream(file)) {
            if (shapes.stream().distinct().count() == 1) {
                begin(archive, name, stacked(shapes.get(0), shapes.size()));
                in.transferTo(archive);
                return;
            }
            for (int i = 0; i < shapes.size(); i++) {
                begin(archive, name + "." + i, shapes.get(i));
                long size = type.byteSize(shapes.get(i).elementCount());
                archive.write(in.readNBytes(Math.toIntExact(size)));
            }
        }
    }

    private void begin(ZipOutputStream archive, String entry, Shape shape) throws IOException {
        archive.putNextEntry(new ZipEntry(entry + ".npy"));
        NpyWriter.writeHeader(type, shape, archive);
    }

    private static Shape stacked(Shape each, long count) {
        long[] dimensions = each.dimensions();
        int kept = dimensions.length > 0 && dimensions[0] == 1 ? 1 : 0;
        long[] all = new long[dimensions.length - kept + 1];
        all[0] = count;
        System.arraycopy(dimensions, kept, all, 1, dimensions.length - kept);
        return Shape.of(all);
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
