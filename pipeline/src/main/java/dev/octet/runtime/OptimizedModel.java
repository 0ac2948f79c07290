package dev.octet.runtime;

import dev.octet.format.OnnxReader;
import dev.octet.graph.Model;
import java.nio.file.Path;

/** The optimized form of a model, which a session of it wrote. */
public final class OptimizedModel {
    private OptimizedModel() {}

    /**
     * Reads an optimized model as one that ONNX Runtime takes again, with the inputs of the original.
     *
     * @param file what a session of {@code original} wrote, see {@link SessionSettings#withOptimizedModel}
     * @throws dev.octet.error.OctetException of kind FILE if it cannot be read
     */
    public static Model read(Path file, Model original) {
        return NarrowedInputs.of(DistinctNames.in(OnnxReader.read(file)), original);
    }
}
