package dev.octet.runtime;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import dev.octet.error.OctetException;
import dev.octet.tensor.ElementType;
import dev.octet.tensor.Tensor;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** Tensors on their way into a run; frees what it made. */
final class InputFeed implements AutoCloseable {
    /** The key of an input's buffer, apart from those of outputs, which may have the same name. */
    private static final String KEY = "input ";

    private final DirectBuffers buffers;
    private final Map<String, OnnxTensor> tensors = new LinkedHashMap<>();

    InputFeed(DirectBuffers buffers) {
        this.buffers = buffers;
    }

    void add(String name, Tensor tensor) throws OrtException {
        tensors.put(name, tensor.type() == ElementType.STRING ? strings(tensor) : bytes(name, tensor));
    }

    Map<String, OnnxTensor> tensors() {
        return tensors;
    }

    private OnnxTensor bytes(String name, Tensor tensor) throws OrtException {
        OnnxJavaType type = OrtTypes.fromBytes(tensor.type())
                .orElseThrow(() -> OctetException.invalidData(
                        "Input '%s': ONNX Runtime's Java interface cannot be given tensors of type %s."
                                .formatted(name, tensor.type().onnxName())));
        if (tensor.data().byteSize() > Integer.MAX_VALUE) {
            throw OctetException.invalidData("Input '%s': expected at most 2 GiB, found %d bytes."
                    .formatted(name, tensor.data().byteSize()));
        }
        return OnnxTensor.createTensor(
                Environment.shared(), direct(name, tensor), tensor.shape().dimensions(), type);
    }

    /** ONNX Runtime reads direct buffers in place; others have to be copied. */
    private ByteBuffer direct(String name, Tensor tensor) {
        ByteBuffer data = tensor.data().buffer();
        return DirectBuffers.isUsable(data, tensor.type())
                ? data
                : buffers.get(KEY + name, data.remaining()).put(data).flip();
    }

    private static OnnxTensor strings(Tensor tensor) throws OrtException {
        String[] texts = tensor.strings().stream()
                .map(text -> StandardCharsets.UTF_8.decode(text).toString())
                .toArray(String[]::new);
        return OnnxTensor.createTensor(
                Environment.shared(), texts, tensor.shape().dimensions());
    }

    @Override
    public void close() {
        tensors.values().forEach(OnnxTensor::close);
    }
}
