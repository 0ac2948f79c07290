package dev.octet.calibrate.array;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.octet.tensor.ElementType;
import dev.octet.tensor.Shape;
import dev.octet.tensor.Tensor;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IdxReaderTest {
    /** Two images of 1x3, as the format's description lays them out. */
    private static final byte[] IMAGES = {0, 0, 8, 3, 0, 0, 0, 2, 0, 0, 0, 1, 0, 0, 0, 3, 1, 2, 3, 4, 5, (byte) 255};

    @TempDir
    Path folder;

    @Test
    void readsImagesPlainAndCompressed() throws IOException {
        Path plain = Files.write(folder.resolve("images-idx3-ubyte"), IMAGES);
        Path packed = folder.resolve("images-idx3-ubyte.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(packed))) {
            out.write(IMAGES);
        }

        for (Path file : new Path[] {plain, packed}) {
            Tensor tensor = IdxReader.read(file);
            assertThat(tensor.shape()).isEqualTo(Shape.of(2, 1, 3));
            assertThat(tensor.toLongs()).containsExactly(1, 2, 3, 4, 5, 255);
        }
    }

    @Test
    void turnsBigEndianNumbers() throws IOException {
        byte[] floats = {0, 0, 0x0d, 1, 0, 0, 0, 1, 0x3f, (byte) 0xc0, 0, 0};

        Tensor tensor = IdxReader.read(Files.write(folder.resolve("a.idx1"), floats));

        assertThat(tensor.type()).isEqualTo(ElementType.FLOAT);
        assertThat(tensor.toFloats()).containsExactly(1.5f);
    }

    @Test
    void knowsTheNamesOfIdxFiles() {
        assertThat(IdxReader.isIdxName("t10k-images-idx3-ubyte.gz")).isTrue();
        assertThat(IdxReader.isIdxName("t10k-images.idx3-ubyte")).isTrue();
        assertThat(IdxReader.isIdxName("data.idx")).isTrue();
        assertThat(IdxReader.isIdxName("idx3.png")).isFalse();
        assertThat(IdxReader.isIdxName("notes.txt.gz")).isFalse();
    }

    @Test
    void refusesATruncatedOne() throws IOException {
        Path cut = Files.write(folder.resolve("cut.idx"), Arrays.copyOf(IMAGES, IMAGES.length - 2));
        Path header = Files.write(folder.resolve("header.idx"), Arrays.copyOf(IMAGES, 7));

        assertThatThrownBy(() -> IdxReader.read(cut))
                .hasMessage("it is truncated: expected 6 bytes for uint8[2,1,3], got 4");
        assertThatThrownBy(() -> IdxReader.read(header)).hasMessage("it is truncated");
    }

    @Test
    void refusesOtherFilesAndUnknownTypes() throws IOException {
        Path other = Files.writeString(folder.resolve("other.idx"), "hello");
        Path unknown = Files.write(folder.resolve("unknown.idx"), new byte[] {0, 0, 7, 0});

        assertThatThrownBy(() -> IdxReader.read(other)).hasMessage("it is not an idx file");
        assertThatThrownBy(() -> IdxReader.read(unknown)).hasMessage("it has the unknown element code 0x07");
    }
}
