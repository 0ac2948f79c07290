package dev.octet.calibrate.image;

import dev.octet.calibrate.array.NpzReader;
import dev.octet.tensor.Tensor;
import dev.octet.testing.TestFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Set;

/** The files that {@code make.py} wrote with Pillow. */
final class Goldens {
    private Goldens() {}

    static Path path(String name) {
        return TestFiles.beside(Goldens.class, name);
    }

    static byte[] bytes(String name) {
        try {
            return Files.readAllBytes(path(name));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    static Set<String> names(String file) throws IOException {
        return NpzReader.read(path(file)).keySet();
    }

    static Pixels pixels(String file, String name) throws IOException {
        Tensor array = Objects.requireNonNull(NpzReader.read(path(file)).get(name));
        byte[] bytes = new byte[(int) array.elementCount()];
        array.data().buffer().get(bytes);
        int channels = array.shape().rank() == 3 ? (int) array.shape().dimension(2) : 1;
        return new Pixels((int) array.shape().dimension(0), (int) array.shape().dimension(1), channels, bytes);
    }
}
