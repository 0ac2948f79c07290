package dev.octet.calibrate.array;

import dev.octet.tensor.Tensor;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/** Reads NumPy's {@code .npz} archives, compressed or not: arrays by name. */
public final class NpzReader {
    private static final String SUFFIX = ".npy";

    private NpzReader() {}

    /**
     * The arrays of an archive by name, in the order of the archive.
     *
     * @throws IOException if it is no archive of arrays or one of them cannot be read; the message names it
     */
    public static Map<String, Tensor> read(Path file) throws IOException {
        try (ZipFile archive = new ZipFile(file.toFile())) {
            Map<String, Tensor> arrays = new LinkedHashMap<>();
            List<? extends ZipEntry> entries =
                    archive.stream().filter(entry -> !entry.isDirectory()).toList();
            for (ZipEntry entry : entries) {
                arrays.put(name(entry), array(archive, entry));
            }
            if (arrays.isEmpty()) {
                throw new IOException("it holds no arrays");
            }
            return arrays;
        } catch (ZipException damaged) {
            throw new IOException("it is not a readable .npz archive (" + damaged.getMessage() + ")", damaged);
        }
    }

    private static String name(ZipEntry entry) throws IOException {
        if (!entry.getName().endsWith(SUFFIX)) {
            throw new IOException("expected only .npy entries, got '" + entry.getName() + "'");
        }
        return entry.getName().substring(0, entry.getName().length() - SUFFIX.length());
    }

    private static Tensor array(ZipFile archive, ZipEntry entry) throws IOException {
        try (InputStream in = new BufferedInputStream(archive.getInputStream(entry))) {
            return NpyReader.read(in);
        } catch (IOException failure) {
            throw new IOException("array '%s': %s".formatted(name(entry), failure.getMessage()), failure);
        }
    }
}
