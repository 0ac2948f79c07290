package dev.octet.format;

import dev.octet.graph.Dimension;
import dev.octet.graph.Value;
import dev.octet.graph.ValueType;
import dev.octet.onnx.TensorShapeProto;
import dev.octet.onnx.TypeProto;
import dev.octet.onnx.ValueInfoProto;
import dev.octet.tensor.ElementType;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Reads named values and their types. */
final class ValueReader {
    private ValueReader() {}

    static List<Value> values(List<ValueInfoProto> messages) {
        return messages.stream().map(ValueReader::value).toList();
    }

    private static Value value(ValueInfoProto message) {
        return new Value(message.getName(), type(message), new MessageOrigin(message));
    }

    /** The type that a message declares, as far as it is modelled. */
    static ValueType type(ValueInfoProto message) {
        return message.hasType() ? type(message.getType()) : ValueType.UNDECLARED;
    }

    private static ValueType type(TypeProto type) {
        if (type.getValueCase() == TypeProto.ValueCase.VALUE_NOT_SET) {
            return ValueType.UNDECLARED;
        }
        if (type.hasTensorType()) {
            TypeProto.Tensor tensor = type.getTensorType();
            Optional<ElementType> element = ElementType.ofCode(tensor.getElemType());
            if (element.isPresent()) {
                return new ValueType.TensorType(
                        element.get(),
                        tensor.hasShape() ? Optional.of(dimensions(tensor.getShape())) : Optional.empty());
            }
        }
        return new ValueType.OtherType(describe(type));
    }

    private static List<Dimension> dimensions(TensorShapeProto shape) {
        return shape.getDimList().stream().map(ValueReader::dimension).toList();
    }

    /** A negative number or an empty name says as little as nothing at all; files have both. */
    private static Dimension dimension(TensorShapeProto.Dimension dimension) {
        if (dimension.hasDimValue() && dimension.getDimValue() >= 0) {
            return new Dimension.Known(dimension.getDimValue());
        }
        if (dimension.hasDimParam() && !dimension.getDimParam().isEmpty()) {
            return new Dimension.Named(dimension.getDimParam());
        }
        return Dimension.UNKNOWN;
    }

    private static String describe(TypeProto type) {
        return switch (type.getValueCase()) {
            case TENSOR_TYPE -> "tensor(" + element(type.getTensorType().getElemType()) + ")";
            case SPARSE_TENSOR_TYPE ->
                "sparse_tensor(" + element(type.getSparseTensorType().getElemType()) + ")";
            case SEQUENCE_TYPE -> "seq(" + describe(type.getSequenceType().getElemType()) + ")";
            case OPTIONAL_TYPE -> "optional(" + describe(type.getOptionalType().getElemType()) + ")";
            case MAP_TYPE ->
                "map(%s,%s)"
                        .formatted(
                                element(type.getMapType().getKeyType()),
                                describe(type.getMapType().getValueType()));
            case OPAQUE_TYPE ->
                "opaque(%s,%s)"
                        .formatted(
                                type.getOpaqueType().getDomain(),
                                type.getOpaqueType().getName());
            case VALUE_NOT_SET -> "undeclared";
        };
    }

    private static String element(int code) {
        return ElementType.ofCode(code)
                .map(ElementType::onnxName)
                .orElse("type " + code)
                .toLowerCase(Locale.ROOT);
    }
}
