package dev.octet.runtime;

import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.util.Set;

/**
 * A run that is ready to go again and again on the same inputs: tensors made, buffers for outputs bound where their
 * shapes are known. For measuring what ONNX Runtime itself takes.
 */
final class PreparedRun implements AutoCloseable {
    private final OrtSession session;
    private final InputFeed feed;
    private final PinnedOutputs pinned;
    private final Set<String> others;

    PreparedRun(OrtSession session, InputFeed feed, PinnedOutputs pinned, Set<String> others) {
        this.session = session;
        this.feed = feed;
        this.pinned = pinned;
        this.others = others;
    }

    /** Runs once and returns the time it took in nanoseconds, without reading any output. */
    long time() throws OrtException {
        long start = System.nanoTime();
        session.run(feed.tensors(), others, pinned.tensors()).close();
        return System.nanoTime() - start;
    }

    @Override
    public void close() {
        pinned.close();
        feed.close();
    }
}
