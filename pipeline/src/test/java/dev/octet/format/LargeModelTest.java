package dev.octet.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.octet.error.OctetException;
import dev.octet.graph.Model;
import dev.octet.onnx.GraphProto;
import dev.octet.tensor.TensorData;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LargeModelTest {
    /** Elements of a float tensor of more than 2 GiB. */
    private static final long ELEMENTS = (1L << 29) + 1000;

    @TempDir
    Path folder;

    @Test
    void mayHaveHundredsOfExternalFiles() throws IOException {
        GraphProto.Builder graph = Protos.negation();
        for (int i = 0; i < 300; i++) {
            ByteBuffer data = ByteBuffer.allocate(2048);
            data.put(0, (byte) i);
            Files.write(folder.resolve("weight-" + i), data.array());
            graph.addInitializer(Protos.external("W" + i, 512, Map.of("location", "weight-" + i)));
        }
        Path file = folder.resolve("model.onnx");
        Files.write(file, Protos.model(graph).build().toByteArray());

        OnnxWriter.write(
                OnnxReader.read(file),
                folder.resolve("one.onnx"),
                WriteOptions.defaults().withExternalData(ExternalDataUse.ALWAYS));

        Model read = OnnxReader.read(folder.resolve("one.onnx"));
        assertThat(folder.resolve("one.onnx.data")).hasSize(300 * 2048L);
        for (int i = 0; i < 300; i++) {
            TensorData data = read.graph().constant("W" + i).orElseThrow().data();
            assertThat(data.buffer().get(0)).isEqualTo((byte) i);
        }
    }

    @Test
    void mayHaveATensorOfMoreThan2Gigabytes() throws IOException {
        Model model = OnnxReader.read(hugeModel());

        TensorData data = model.graph().constant("W").orElseThrow().data();
        assertThat(data.byteSize()).isEqualTo(4 * ELEMENTS);
        assertThat(data.slice(4 * ELEMENTS - 1, 1).get(0)).isEqualTo((byte) 7);
        assertThat(OnnxWriter.needsData(model, WriteOptions.defaults())).isTrue();
        assertThatExceptionOfType(OctetException.class)
                .isThrownBy(() -> OnnxWriter.toBytes(model))
                .withMessageContaining("Write its weights as external data");
    }

    @Test
    void writesMoreThan2GigabytesInSmallPieces() throws IOException {
        Model model = OnnxReader.read(hugeModel());
        Counter counter = new Counter();

        new DataLayout(model, "model.onnx.data").writeTo(counter);

        assertThat(counter.bytes).isEqualTo(4 * ELEMENTS);
        assertThat(counter.largest).isLessThanOrEqualTo(1 << 24);
        assertThat(counter.last).isEqualTo((byte) 7);
    }

    /** A model whose weight lies in a file that is almost all hole, and takes no space. */
    private Path hugeModel() throws IOException {
        try (RandomAccessFile data =
                new RandomAccessFile(folder.resolve("weights").toFile(), "rw")) {
            data.setLength(4 * ELEMENTS);
            data.seek(4 * ELEMENTS - 1);
            data.write(7);
        }
        GraphProto.Builder graph =
                Protos.negation().addInitializer(Protos.external("W", ELEMENTS, Map.of("location", "weights")));
        return Files.write(
                folder.resolve("model.onnx"), Protos.model(graph).build().toByteArray());
    }

    /** A file that is not kept. */
    private static final class Counter implements WritableByteChannel {
        private long bytes;
        private int largest;
        private byte last;

        @Override
        public int write(ByteBuffer piece) {
            int size = piece.remaining();
            largest = Math.max(largest, size);
            if (size > 0) {
                last = piece.get(piece.limit() - 1);
            }
            bytes += size;
            piece.position(piece.limit());
            return size;
        }

        @Override
        public boolean isOpen() {
            return true;
        }

        @Override
        public void close() {
            // Nothing is open.
        }
    }
}
