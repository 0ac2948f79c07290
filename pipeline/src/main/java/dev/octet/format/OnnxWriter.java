package dev.octet.format;

import com.google.protobuf.CodedOutputStream;
import dev.octet.graph.Model;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Writes ONNX models. */
public final class OnnxWriter {
    private OnnxWriter() {}

    /**
     * Writes a model to a file, which appears whole or not at all.
     *
     * @return number of bytes written
     * @throws dev.octet.error.OctetException of kind FILE if the file cannot be written
     */
    public static long write(Model model, Path file) {
        try {
            Path folder = file.toAbsolutePath().getParent();
            Path temporary = Files.createTempFile(folder, "." + file.getFileName(), ".tmp");
            try {
                try (OutputStream output = Files.newOutputStream(temporary)) {
                    writeTo(model, output);
                }
                long size = Files.size(temporary);
                Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
                return size;
            } finally {
                Files.deleteIfExists(temporary);
            }
        } catch (IOException failure) {
            throw FileErrors.unwritable(file, failure);
        }
    }

    /** Writes a model with all its weights to a stream, which stays open. */
    public static void writeTo(Model model, OutputStream stream) throws IOException {
        CodedOutputStream output = CodedOutputStream.newInstance(stream, 1 << 16);
        new ModelWriter(model, Placement.INLINE).write(output);
        output.flush();
    }

    /** The model with all its weights as bytes. */
    public static byte[] toBytes(Model model) {
        ByteArrayOutputStream stream = new ByteArrayOutputStream();
        try {
            writeTo(model, stream);
        } catch (IOException failure) {
            throw new IllegalStateException("Writing to memory cannot fail", failure);
        }
        return stream.toByteArray();
    }
}
