package dev.octet.runtime;

import ai.onnxruntime.OrtException;
import dev.octet.graph.Value;
import java.util.List;
import java.util.Optional;

/**
 * What one run at a time works in, kept for the next: buffers, and the outputs that are bound to them. Most runs are on
 * inputs of the same shapes as the run before, and binding dozens of outputs anew takes as long as a small node. Not
 * thread-safe.
 */
final class RunMemory implements AutoCloseable {
    private final DirectBuffers buffers = new DirectBuffers();
    private Optional<OutputShapes.Known> known = Optional.empty();
    private PinnedOutputs pinned = PinnedOutputs.none();

    DirectBuffers buffers() {
        return buffers;
    }

    /** Outputs bound to buffers of the shapes foretold for a run, until this is asked again or closed. */
    PinnedOutputs outputs(List<Value> outputs, OutputShapes.Run expected, long budget) throws OrtException {
        Optional<OutputShapes.Known> now = Optional.of(expected.known());
        if (!now.equals(known)) {
            // Buffers that are too small can be freed only when nothing is bound to them.
            close();
            pinned = PinnedOutputs.prepare(outputs, expected, buffers, budget);
            known = now;
        }
        return pinned;
    }

    /** Unbinds the outputs; the buffers stay. */
    @Override
    public void close() {
        pinned.close();
        pinned = PinnedOutputs.none();
        known = Optional.empty();
    }
}
