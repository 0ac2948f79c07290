package dev.octet.runtime;

import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * A loaded model and what has to live as long as it.
 *
 * @param session ONNX Runtime's handle
 * @param weights buffers that ONNX Runtime reads in place; nothing else keeps them from being collected
 * @param cleanup what to do after the session is closed
 */
record Loaded(OrtSession session, List<ByteBuffer> weights, Runnable cleanup) implements AutoCloseable {
    Loaded {
        weights = List.copyOf(weights);
    }

    static Loaded of(OrtSession session, List<ByteBuffer> weights) {
        return new Loaded(session, weights, () -> {});
    }

    @Override
    public void close() throws OrtException {
        try {
            session.close();
        } finally {
            cleanup.run();
        }
    }
}
