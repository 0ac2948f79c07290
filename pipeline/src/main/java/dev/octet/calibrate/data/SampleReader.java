package dev.octet.calibrate.data;

import dev.octet.error.Kind;
import dev.octet.error.OctetException;
import dev.octet.tensor.Tensor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Map;

/** Reads the tensors of one sample from a file or folder. */
@FunctionalInterface
interface SampleReader {
    /**
     * The tensors by input name.
     *
     * @throws IOException if the file is damaged; the message goes on after "Sample 'x' cannot be used: "
     * @throws IllegalArgumentException as IOException
     */
    Map<String, Tensor> read(Path path) throws IOException;

    /** Something that reads tensors and may fail. */
    @FunctionalInterface
    interface Reading {
        /** The tensors by input name. */
        Map<String, Tensor> read() throws IOException;
    }

    /** Reads and checks against the model; every failure becomes an error that names the sample. */
    static Map<String, Tensor> fitted(String sample, ModelInputs model, Reading reading) {
        try {
            return model.fit(sample, reading.read());
        } catch (IOException | UncheckedIOException | IllegalArgumentException failure) {
            throw new OctetException(
                    Kind.INVALID_DATA,
                    "Sample '%s' cannot be used: %s".formatted(sample, Reasons.of(failure)),
                    failure);
        }
    }
}
