package dev.octet.format;

import dev.octet.graph.Origin;
import java.util.Optional;

/** Tells where the file kept a tensor. */
public final class ExternalFile {
    private ExternalFile() {}

    /**
     * The data file that a tensor was read from, as the model names it, or empty where the tensor was in the model's
     * own file or comes from no file.
     *
     * @param tensorOrigin the origin of an initializer or of a tensor attribute
     */
    public static Optional<String> of(Origin tensorOrigin) {
        return tensorOrigin instanceof TensorOrigin origin && TensorReader.isExternal(origin.message())
                ? Optional.ofNullable(
                        Entries.toMap(origin.message().getExternalDataList()).get("location"))
                : Optional.empty();
    }
}
