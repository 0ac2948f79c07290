package dev.octet.calibrate.array;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.octet.tensor.ElementType;
import dev.octet.tensor.Shape;
import dev.octet.tensor.Tensor;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Reads files that NumPy wrote; {@code make.py} beside them says what they hold. */
class NpyReaderTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({
        "i1, INT8",
        "i2, INT16",
        "i4, INT32",
        "i8, INT64",
        "u1, UINT8",
        "u2, UINT16",
        "u4, UINT32",
        "u8, UINT64",
        "big_i2, INT16"
    })
    void readsEveryIntegerType(String name, ElementType type) throws IOException {
        Tensor tensor = NpyReader.read(ArrayFiles.path(name + ".npy"));

        long first = name.startsWith("u") ? 0 : -12;
        assertThat(tensor.type()).isEqualTo(type);
        assertThat(tensor.shape()).isEqualTo(Shape.of(2, 3, 4));
        assertThat(tensor.toLongs())
                .isEqualTo(LongStream.range(first, first + 24).toArray());
    }

    @ParameterizedTest
    @CsvSource({"f2, FLOAT16", "f4, FLOAT", "f8, DOUBLE", "big_f4, FLOAT", "big_f8, DOUBLE", "fortran, FLOAT"})
    void readsEveryFloatingType(String name, ElementType type) throws IOException {
        Tensor tensor = NpyReader.read(ArrayFiles.path(name + ".npy"));

        float first = name.equals("fortran") ? 0 : -12;
        assertThat(tensor.type()).isEqualTo(type);
        assertThat(tensor.toFloats())
                .hasSize(24)
                .startsWith(first, first + 1, first + 2)
                .endsWith(first + 23);
    }

    @Test
    void readsBooleansScalarsEmptyArraysAndVersion2() throws IOException {
        assertThat(NpyReader.read(ArrayFiles.path("b1.npy")).toLongs()).startsWith(0, 1, 0, 1);
        assertThat(NpyReader.read(ArrayFiles.path("scalar.npy")))
                .isEqualTo(Tensor.scalar(2.5f))
                .hasToString("float[]");
        assertThat(NpyReader.read(ArrayFiles.path("empty.npy")).shape()).isEqualTo(Shape.of(0, 3));
        assertThat(NpyReader.read(ArrayFiles.path("version2.npy")).toFloats()).hasSize(24);
    }

    @Test
    void mapsALargeArray() throws IOException {
        byte[] head = Files.readAllBytes(ArrayFiles.path("f4.npy"));
        String dictionary = new String(head, 10, 118, StandardCharsets.ISO_8859_1);
        byte[] wide = dictionary.replace("(2, 3, 4), ", "(5000000,),").getBytes(StandardCharsets.ISO_8859_1);
        Path file = folder.resolve("large.npy");
        byte[] bytes = Arrays.copyOf(head, 128 + 20_000_000);
        System.arraycopy(wide, 0, bytes, 10, wide.length);
        Files.write(file, bytes);

        Tensor tensor = NpyReader.read(file);

        assertThat(tensor.shape()).isEqualTo(Shape.of(5_000_000));
        assertThat(tensor.data().slice(0, 4).isDirect()).as("mapped, not read").isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "complex.npy|its elements are of NumPy type '<c8'",
                "text.npy|its elements are of NumPy type '<U1'",
                "records.npy|its elements are records; store one array a file"
            })
    void refusesTypesThatNoModelTakes(String name, String message) {
        assertThatThrownBy(() -> NpyReader.read(ArrayFiles.path(name))).hasMessageStartingWith(message);
    }

    @Test
    void refusesATruncatedFile() throws IOException {
        byte[] whole = Files.readAllBytes(ArrayFiles.path("f4.npy"));
        Path cut = Files.write(folder.resolve("cut.npy"), Arrays.copyOf(whole, whole.length - 1));

        assertThatThrownBy(() -> NpyReader.read(cut))
                .hasMessage("it is truncated: expected 96 bytes for float[2,3,4], got 95");
        assertThatThrownBy(() -> NpyReader.read(new ByteArrayInputStream(Arrays.copyOf(whole, 150))))
                .hasMessageStartingWith("it is truncated");
        assertThatThrownBy(() -> NpyReader.read(new ByteArrayInputStream(Arrays.copyOf(whole, 50))))
                .hasMessage("its header is truncated");
    }

    @Test
    void refusesAFileThatIsTooLong() throws IOException {
        byte[] whole = Files.readAllBytes(ArrayFiles.path("f4.npy"));
        Path longer = Files.write(folder.resolve("long.npy"), Arrays.copyOf(whole, whole.length + 4));

        assertThatThrownBy(() -> NpyReader.read(longer)).hasMessageStartingWith("it is too long: expected 96 bytes");
    }

    @Test
    void refusesWhatIsNoArray() {
        assertThatThrownBy(
                        () -> NpyReader.read(new ByteArrayInputStream("hello world".getBytes(StandardCharsets.UTF_8))))
                .hasMessage("it is not a NumPy array");
    }

    @Test
    void refusesAHeaderThatCountsTooFar() {
        String dictionary = "{'descr': '<f4', 'fortran_order': False, 'shape': (4000000000, 4000000000), }";
        byte[] bytes = new byte[10 + dictionary.length()];
        System.arraycopy(
                new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0, (byte) dictionary.length(), 0},
                0,
                bytes,
                0,
                10);
        System.arraycopy(dictionary.getBytes(StandardCharsets.UTF_8), 0, bytes, 10, dictionary.length());

        assertThatThrownBy(() -> NpyReader.read(new ByteArrayInputStream(bytes)))
                .hasMessageContaining("more elements than can be counted");
    }
}
