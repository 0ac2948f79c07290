package dev.octet.calibrate.array;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.octet.tensor.ElementType;
import dev.octet.tensor.Shape;
import dev.octet.tensor.Tensor;
import dev.octet.testing.RandomTensors;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

class NpyWriterTest {
    private static byte[] written(Tensor tensor) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        NpyWriter.writeHeader(tensor.type(), tensor.shape(), out);
        NpyWriter.writeElements(tensor, out);
        return out.toByteArray();
    }

    @ParameterizedTest
    @EnumSource(names = {"FLOAT", "DOUBLE", "FLOAT16", "INT8", "UINT8", "INT32", "INT64", "UINT16", "BOOL"})
    void writesWhatTheReaderReads(ElementType type) throws IOException {
        Tensor tensor = RandomTensors.random(type, Shape.of(2, 3, 5), 1, "x");

        Tensor read = NpyReader.read(new ByteArrayInputStream(written(tensor)));

        assertThat(read.type()).isEqualTo(type);
        assertThat(read.shape()).isEqualTo(tensor.shape());
        assertThat(read.data().buffer()).isEqualTo(tensor.data().buffer());
    }

    // As numpy.save writes it: np.save(f, np.array([1.5], np.float32)).
    @Test
    void writesTheHeaderThatNumPyWrites() throws IOException {
        byte[] bytes = written(Tensor.vector(1.5f));

        assertThat(bytes).hasSize(128 + 4);
        assertThat(new String(bytes, 10, 118, StandardCharsets.US_ASCII))
                .startsWith("{'descr': '<f4', 'fortran_order': False, 'shape': (1,), }  ")
                .endsWith(" \n");
        assertThat(new byte[] {bytes[6], bytes[7], bytes[8], bytes[9]}).containsExactly(1, 0, 118, 0);
    }

    @Test
    void readsBackANumberAlone() throws IOException {
        assertThat(NpyReader.read(new ByteArrayInputStream(written(Tensor.scalar(2))))
                        .shape())
                .isEqualTo(Shape.SCALAR);
    }

    @ParameterizedTest
    @EnumSource(
            mode = Mode.INCLUDE,
            names = {"BFLOAT16", "STRING", "INT4", "FLOAT8E4M3FN"})
    void refusesTypesThatNumPyDoesNotHave(ElementType type) {
        assertThat(NpyWriter.canWrite(type)).isFalse();
        assertThatThrownBy(() -> NpyWriter.writeHeader(type, Shape.SCALAR, new ByteArrayOutputStream()))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
