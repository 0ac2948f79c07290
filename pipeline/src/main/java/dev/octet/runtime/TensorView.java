package dev.octet.runtime;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import dev.octet.error.Kind;
import dev.octet.error.OctetException;
import dev.octet.tensor.ElementType;
import dev.octet.tensor.Shape;
import dev.octet.tensor.Tensor;
import dev.octet.tensor.TensorData;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** An output tensor that ONNX Runtime holds, or that it wrote to a buffer of ours. */
final class TensorView implements OutputView {
    private final String name;
    private final OnnxTensor tensor;
    private final Optional<ByteBuffer> own;
    private final ElementType type;
    private final Shape shape;

    /** Of an output tensor; {@code own} is the buffer that it was written to, if that is ours. */
    TensorView(String name, OnnxTensor tensor, Optional<ByteBuffer> own) {
        this.name = name;
        this.tensor = tensor;
        this.own = own;
        this.type = OrtTypes.elementType(tensor.getInfo().onnxType)
                .orElseThrow(() -> new OctetException(
                        Kind.RUNTIME,
                        "Output '%s' has a type that ONNX Runtime's Java interface cannot read".formatted(name)));
        this.shape = Shape.of(tensor.getInfo().getShape());
    }

    @Override
    public ElementType elementType() {
        return type;
    }

    @Override
    public Shape shape() {
        return shape;
    }

    @Override
    public ByteBuffer buffer() {
        if (type == ElementType.STRING) {
            throw new UnsupportedOperationException("Output '" + name + "' holds strings; copy it with toTensor()");
        }
        if (type.byteSize(shape.elementCount()) > Integer.MAX_VALUE) {
            throw new OctetException(
                    Kind.RUNTIME,
                    "Output '%s': expected at most 2 GiB, found %s%s. Run with a smaller input."
                            .formatted(name, type.onnxName(), shape));
        }
        return own.orElseGet(tensor::getByteBuffer).asReadOnlyBuffer().order(ByteOrder.LITTLE_ENDIAN);
    }

    @Override
    public Tensor toTensor() {
        if (type == ElementType.STRING) {
            return Tensor.ofStrings(shape, strings());
        }
        ByteBuffer bytes = buffer();
        // What is not ours, ONNX Runtime's Java interface has copied already.
        ByteBuffer copy = own.isPresent()
                ? ByteBuffer.allocate(bytes.remaining()).put(bytes).flip()
                : bytes;
        return new Tensor(type, shape, TensorData.ofBuffer(copy));
    }

    private List<ByteBuffer> strings() {
        try {
            Object value = tensor.getValue();
            Object[] texts = value instanceof Object[] nested ? nested : new Object[] {value};
            return Arrays.stream(flattened(texts))
                    .map(text -> ByteBuffer.wrap(((String) text).getBytes(StandardCharsets.UTF_8)))
                    .toList();
        } catch (OrtException failure) {
            throw OrtErrors.failure("read the output '" + name + "'", failure);
        }
    }

    private static Object[] flattened(Object[] nested) {
        return Arrays.stream(nested)
                .flatMap(part -> part instanceof Object[] more
                        ? Arrays.stream(flattened(more))
                        : Arrays.stream(new Object[] {part}))
                .toArray();
    }
}
