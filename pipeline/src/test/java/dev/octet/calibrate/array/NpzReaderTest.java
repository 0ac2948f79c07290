package dev.octet.calibrate.array;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NpzReaderTest {
    @TempDir
    Path folder;

    @Test
    void readsNamedArraysStoredOrCompressed() throws IOException {
        assertThat(NpzReader.read(ArrayFiles.path("two.npz")))
                .containsOnlyKeys("x", "ids")
                .hasToString("{x=float[2,3,4], ids=int64[5]}");
        assertThat(NpzReader.read(ArrayFiles.path("packed.npz"))).hasToString("{x=float[2,3,4]}");
    }

    @Test
    void refusesATruncatedArchive() throws IOException {
        byte[] whole = Files.readAllBytes(ArrayFiles.path("two.npz"));
        Path cut = Files.write(folder.resolve("cut.npz"), Arrays.copyOf(whole, whole.length / 2));

        assertThatThrownBy(() -> NpzReader.read(cut)).hasMessageStartingWith("it is not a readable .npz archive");
    }

    @Test
    void refusesAnEmptyArchiveAndOneOfOtherFiles() throws IOException {
        assertThatThrownBy(() -> NpzReader.read(zip("empty.npz"))).hasMessage("it holds no arrays");
        assertThatThrownBy(() -> NpzReader.read(zip("text.npz", "notes.txt")))
                .hasMessage("expected only .npy entries, got 'notes.txt'");
    }

    @Test
    void namesTheArrayThatIsDamaged() throws IOException {
        assertThatThrownBy(() -> NpzReader.read(zip("bad.npz", "x.npy")))
                .hasMessage("array 'x': it is not a NumPy array");
    }

    private Path zip(String name, String... entries) throws IOException {
        Path file = folder.resolve(name);
        try (OutputStream out = Files.newOutputStream(file);
                ZipOutputStream archive = new ZipOutputStream(out)) {
            for (String entry : entries) {
                archive.putNextEntry(new ZipEntry(entry));
                archive.write(new byte[] {1, 2, 3});
            }
        }
        return file;
    }
}
