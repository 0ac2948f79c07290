package dev.octet.format;

import dev.octet.onnx.TensorProto;
import dev.octet.tensor.TensorData;
import java.util.Optional;

/** Where each tensor's data goes: into the model file or into the file beside it. */
interface Placement {
    /** Everything in the model file. */
    Placement INLINE = data -> Optional.empty();

    /** The place in the file beside the model, or empty for the model file itself. */
    Optional<Location> of(TensorData data);

    /**
     * A place in a file beside the model.
     *
     * @param file the file's name
     * @param offset first byte
     * @param length number of bytes
     */
    record Location(String file, long offset, long length) {
        /** Says so in a message. Nothing else is added: ONNX Runtime refuses keys that it does not know. */
        void write(TensorProto.Builder message) {
            message.setDataLocation(TensorProto.DataLocation.EXTERNAL)
                    .addExternalData(Entries.entry("location", file))
                    .addExternalData(Entries.entry("offset", Long.toString(offset)))
                    .addExternalData(Entries.entry("length", Long.toString(length)));
        }
    }
}
