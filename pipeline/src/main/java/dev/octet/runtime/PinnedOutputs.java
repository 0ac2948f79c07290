package dev.octet.runtime;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import dev.octet.graph.Value;
import dev.octet.graph.ValueType.TensorType;
import dev.octet.tensor.Shape;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Buffers of ours that a run writes its outputs to, for those outputs whose shapes are foretold. */
final class PinnedOutputs implements AutoCloseable {
    private record Pin(OnnxTensor tensor, Shape shape, OutputView view) {}

    private static final String KEY = "output ";

    private final Map<String, Pin> pins = new LinkedHashMap<>();
    private final Map<String, OnnxTensor> tensors = new LinkedHashMap<>();

    private PinnedOutputs() {}

    /** No buffers at all: ONNX Runtime allocates, and reading copies. */
    static PinnedOutputs none() {
        return new PinnedOutputs();
    }

    /** Buffers for as many outputs as fit into a number of bytes. */
    static PinnedOutputs prepare(List<Value> outputs, OutputShapes.Run shapes, DirectBuffers buffers, long budget)
            throws OrtException {
        PinnedOutputs pinned = new PinnedOutputs();
        long left = budget;
        try {
            for (Value output : outputs) {
                Optional<Shape> shape = shapes.predict(output);
                if (shape.isPresent() && output.type() instanceof TensorType type) {
                    long bytes = type.element().byteSize(shape.get().elementCount());
                    if (bytes <= left) {
                        left -= bytes;
                        pinned.pin(output.name(), type, shape.get(), buffers.get(KEY + output.name(), (int) bytes));
                    }
                }
            }
            return pinned;
        } catch (OrtException failure) {
            pinned.close();
            throw failure;
        }
    }

    private void pin(String name, TensorType type, Shape shape, ByteBuffer buffer) throws OrtException {
        OnnxTensor tensor = OnnxTensor.createTensor(
                Environment.shared(),
                buffer,
                shape.dimensions(),
                OrtTypes.fromBytes(type.element()).orElseThrow());
        pins.put(name, new Pin(tensor, shape, new TensorView(name, tensor, Optional.of(buffer))));
        tensors.put(name, tensor);
    }

    boolean isEmpty() {
        return pins.isEmpty();
    }

    int size() {
        return pins.size();
    }

    Map<String, OnnxTensor> tensors() {
        return tensors;
    }

    boolean has(String name) {
        return pins.containsKey(name);
    }

    /** What a run wrote to an output, if it has a buffer. */
    Optional<OutputView> view(String name) {
        return Optional.ofNullable(pins.get(name)).map(Pin::view);
    }

    /** The shape that was foretold for an output, if it has a buffer. */
    Optional<Shape> shape(String name) {
        return Optional.ofNullable(pins.get(name)).map(Pin::shape);
    }

    @Override
    public void close() {
        pins.values().forEach(pin -> pin.tensor().close());
    }
}
