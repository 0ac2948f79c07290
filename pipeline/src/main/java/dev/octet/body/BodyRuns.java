package dev.octet.body;

import dev.octet.tensor.Tensor;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds out what a body is given while the node that holds it runs. */
interface BodyRuns extends AutoCloseable {
    /** For a node of the operators of ONNX that have bodies; empty for any other. */
    static Optional<BodyRuns> of(BodyModel body) {
        if (body.site().holder().is("If")) {
            return Optional.of(new IfRuns(body));
        }
        if (body.site().holder().is("Loop")) {
            return Optional.of(new LoopRuns(body));
        }
        return body.site().holder().is("Scan") ? Optional.of(new ScanRuns(body)) : Optional.empty();
    }

    /** The values around the body that have to be known. */
    List<String> needed();

    /**
     * The inputs of each run in order.
     *
     * @param around what {@link #needed()} asks for
     * @throws dev.octet.error.OctetException of kind RUNTIME if ONNX Runtime fails
     */
    Iterator<Map<String, Tensor>> runs(Map<String, Tensor> around);

    @Override
    void close();
}
