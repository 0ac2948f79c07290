package dev.octet.runtime;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxTensorLike;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.octet.format.DetachedModel;
import dev.octet.format.OnnxWriter;
import dev.octet.graph.Graph;
import dev.octet.graph.Initializer;
import dev.octet.graph.Model;
import dev.octet.tensor.Tensor;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How a model gets into ONNX Runtime.
 *
 * <ul>
 *   <li>Small models go as bytes.
 *   <li>Larger ones go as bytes without their weights, and the weights as buffers that ONNX Runtime reads in place:
 *       those mapped from a file stay mapped. Measured on 128 MB of mapped weights: loaded in 0.32 s with 64 MB more
 *       memory, in 0.82 s with 223 MB more as bytes (no optimization differs).
 *   <li>What cannot go so and is large even then (single weights above 1 GiB, weights of types that the Java interface
 *       lacks) goes through a temporary file.
 * </ul>
 *
 * @param detachFrom total bytes of weights from which on they are handed over apart
 * @param smallest bytes of the smallest weight to hand over apart
 * @param largestFile bytes of weights that may go in the model's bytes, or in the file of the optimized model
 */
record Handover(long detachFrom, long smallest, long largestFile) {
    /** Tensor data of more than this may lie in several buffers, which ONNX Runtime cannot be given as one. */
    private static final long LARGEST_BUFFER = 1L << 30;

    /** ONNX's own limit is 2 GiB for a file; half a gigabyte is as much as a copy on the heap should take. */
    static final Handover DEFAULT = new Handover(64L << 20, 64L << 10, 512L << 20);

    /** Loads a model; the options stay the caller's. {@code optimized} is where they say to write the result. */
    Loaded load(Model model, OrtSession.SessionOptions options, Optional<Path> optimized) throws OrtException {
        long total = bytes(model.graph().initializers().values().stream()
                .map(Initializer::tensor)
                .toList());
        if (optimized.isPresent() && total > largestFile) {
            // What does not fit into one file on its way in does not on its way out either.
            options.addConfigEntry(
                    "session.optimized_model_external_initializers_file_name",
                    optimized.get().getFileName() + ".data");
            options.addConfigEntry("session.optimized_model_external_initializers_min_size_in_bytes", "1024");
        }
        if (total < detachFrom) {
            return Loaded.of(Environment.shared().createSession(OnnxWriter.toBytes(model), options), List.of());
        }
        long detachable = bytes(model.graph().initializers().values().stream()
                .filter(initializer -> !model.graph().uses().isInput(initializer.name()))
                .map(Initializer::tensor)
                .filter(this::isDetachable)
                .toList());
        return total - detachable > largestFile ? TemporaryModel.load(model, options) : apart(model, options);
    }

    private static long bytes(List<Tensor> tensors) {
        return tensors.stream().mapToLong(tensor -> tensor.data().byteSize()).sum();
    }

    private boolean isDetachable(Tensor tensor) {
        long size = tensor.data().byteSize();
        return size >= smallest
                && size <= LARGEST_BUFFER
                && OrtTypes.fromBytes(tensor.type()).isPresent();
    }

    private Loaded apart(Model model, OrtSession.SessionOptions options) throws OrtException {
        DetachedModel detached = DetachedModel.of(withoutUnread(model), this::isDetachable);
        List<ByteBuffer> buffers = new ArrayList<>();
        Map<String, OnnxTensorLike> tensors = new LinkedHashMap<>();
        try {
            for (Map.Entry<String, Tensor> weight : detached.weights().entrySet()) {
                ByteBuffer buffer = direct(weight.getValue());
                buffers.add(buffer);
                tensors.put(
                        weight.getKey(),
                        OnnxTensor.createTensor(
                                Environment.shared(),
                                buffer,
                                weight.getValue().shape().dimensions(),
                                OrtTypes.fromBytes(weight.getValue().type()).orElseThrow()));
            }
            options.addExternalInitializers(tensors);
            return Loaded.of(Environment.shared().createSession(detached.shell(), options), buffers);
        } finally {
            tensors.values().forEach(tensor -> ((OnnxTensor) tensor).close());
        }
    }

    /** ONNX Runtime drops weights that nothing reads, and then refuses to be given them. */
    private static Model withoutUnread(Model model) {
        Graph graph = model.graph();
        List<Initializer> read = graph.initializers().values().stream()
                .filter(initializer -> graph.uses().count(initializer.name()) > 0
                        || graph.uses().isInput(initializer.name()))
                .toList();
        return model.withGraph(graph.toBuilder().initializers(read).build());
    }

    private static ByteBuffer direct(Tensor tensor) {
        ByteBuffer data = tensor.data().buffer();
        return DirectBuffers.isUsable(data, tensor.type())
                ? data
                : ByteBuffer.allocateDirect(data.remaining())
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .put(data)
                        .flip();
    }
}
