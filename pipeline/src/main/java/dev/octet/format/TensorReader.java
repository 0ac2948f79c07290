package dev.octet.format;

import com.google.protobuf.ByteString;
import dev.octet.error.OctetException;
import dev.octet.onnx.TensorProto;
import dev.octet.tensor.ElementType;
import dev.octet.tensor.Shape;
import dev.octet.tensor.Tensor;
import dev.octet.tensor.TensorData;
import java.util.List;
import java.util.Optional;

/** Reads dense tensors from their raw, typed or external form. */
final class TensorReader {
    private final ExternalData external;
    private final DetachedData detached;

    /** Data that messages do not hold is in {@code external} files. */
    TensorReader(ExternalData external) {
        this(external, new DetachedData());
    }

    /** Data that messages do not hold is in {@code external} files, or in {@code detached}. */
    TensorReader(ExternalData external, DetachedData detached) {
        this.external = external;
        this.detached = detached;
    }

    /** The tensor in a message with the message as its origin; {@code what} names it in errors. */
    TensorOrigin readWithOrigin(TensorProto message, String what) {
        boolean isComplete = !isExternal(message) && detached.of(message).isEmpty();
        return new TensorOrigin(message, read(message, what), isComplete);
    }

    /** The raw_data of a message that does not hold it. */
    Optional<TensorData> detached(TensorProto message) {
        return detached.of(message);
    }

    /**
     * The tensor in a message; {@code what} names it in errors.
     *
     * @throws OctetException if type, shape and data do not fit together
     */
    Tensor read(TensorProto message, String what) {
        ElementType type = ElementType.ofCode(message.getDataType())
                .orElseThrow(() -> OctetException.invalidModel(
                        "%s: expected an element type of the ONNX format that has a known size, got number %d"
                                .formatted(what, message.getDataType())));
        if (message.hasSegment()) {
            throw OctetException.invalidModel(what + ": tensors in segments are not supported; store it in one piece");
        }
        Shape shape = shape(message, what);
        checkSizeIsCountable(type, shape, what);
        return type == ElementType.STRING ? strings(message, shape, what) : numbers(message, type, shape, what);
    }

    private static Shape shape(TensorProto message, String what) {
        try {
            return Shape.of(
                    message.getDimsList().stream().mapToLong(Long::longValue).toArray());
        } catch (IllegalArgumentException | ArithmeticException failure) {
            throw OctetException.invalidModel("%s: expected dimensions of 0 or more with a product below 2^63, got %s"
                    .formatted(what, message.getDimsList()));
        }
    }

    private static void checkSizeIsCountable(ElementType type, Shape shape, String what) {
        if (shape.elementCount() > (Long.MAX_VALUE - 7) / Math.max(1, type.bits())) {
            throw OctetException.invalidModel(
                    "%s: %s%s has more bytes than can be counted".formatted(what, type.onnxName(), shape));
        }
    }

    private static Tensor strings(TensorProto message, Shape shape, String what) {
        if (isExternal(message) || message.hasRawData()) {
            throw OctetException.invalidModel(what + ": expected strings in string_data, got raw or external data");
        }
        List<ByteString> elements = message.getStringDataList();
        if (elements.size() != shape.elementCount()) {
            throw OctetException.invalidModel("%s: expected %d strings for shape %s, got %d"
                    .formatted(what, shape.elementCount(), shape, elements.size()));
        }
        return Tensor.ofStrings(
                shape, elements.stream().map(ByteString::asReadOnlyByteBuffer).toList());
    }

    private Tensor numbers(TensorProto message, ElementType type, Shape shape, String what) {
        long expected = type.byteSize(shape.elementCount());
        if (isExternal(message)) {
            return new Tensor(type, shape, external.map(message.getExternalDataList(), expected, what));
        }
        Optional<TensorData> raw = detached.of(message)
                .or(() -> message.hasRawData()
                        ? Optional.of(TensorData.ofBuffer(message.getRawData().asReadOnlyByteBuffer()))
                        : Optional.empty());
        if (raw.isPresent()) {
            checkSize(what, type, shape, expected, raw.get().byteSize(), "bytes of raw_data");
            return new Tensor(type, shape, raw.get());
        }
        TypedData typed = new TypedData(message, type);
        checkSize(what, type, shape, typed.entries(shape.elementCount()), typed.size(), "entries of " + typed.field());
        return new Tensor(type, shape, TensorData.ofBuffer(typed.toBytes(Math.toIntExact(expected))));
    }

    private static void checkSize(String what, ElementType type, Shape shape, long expected, long found, String unit) {
        if (expected != found) {
            throw OctetException.invalidModel("%s: expected %d %s for %s%s, got %d"
                    .formatted(what, expected, unit, type.onnxName(), shape, found));
        }
    }

    static boolean isExternal(TensorProto message) {
        return message.getDataLocation() == TensorProto.DataLocation.EXTERNAL;
    }
}
