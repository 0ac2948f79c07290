package dev.octet.calibrate.data;

import dev.octet.error.Kind;
import dev.octet.error.OctetException;
import dev.octet.tensor.Tensor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;

/** A sample that is read when it is asked for, and then checked against the model. */
record LazySample(String id, String group, ModelInputs model, Reading reading) implements Sample {
    /** Something that reads tensors and may fail; what it says goes on after "Sample 'x' cannot be used: ". */
    @FunctionalInterface
    interface Reading {
        /** The tensors by input name. */
        Map<String, Tensor> read() throws IOException;
    }

    @Override
    public Map<String, Tensor> inputs() {
        try {
            return model.fit(id, reading.read());
        } catch (IOException | UncheckedIOException | IllegalArgumentException failure) {
            throw new OctetException(
                    Kind.INVALID_DATA, "Sample '%s' cannot be used: %s".formatted(id, Reasons.of(failure)), failure);
        }
    }

    @Override
    public String toString() {
        return id;
    }
}
