package dev.octet.format;

import dev.octet.graph.Dimension;
import dev.octet.graph.Value;
import dev.octet.graph.ValueType;
import dev.octet.onnx.TensorShapeProto;
import dev.octet.onnx.TypeProto;
import dev.octet.onnx.ValueInfoProto;
import java.util.Collection;
import java.util.List;

/** Writes named values and their types. */
final class ValueWriter {
    private ValueWriter() {}

    static List<ValueInfoProto> messages(Collection<Value> values) {
        return values.stream().map(ValueWriter::message).toList();
    }

    private static ValueInfoProto message(Value value) {
        ValueInfoProto original = MessageOrigin.of(value.origin(), ValueInfoProto.getDefaultInstance());
        ValueInfoProto.Builder message = original.toBuilder();
        if (!original.hasName() || !original.getName().equals(value.name())) {
            message.setName(value.name());
        }
        if (!ValueReader.type(original).equals(value.type())) {
            writeType(message, value.type());
        }
        return message.build();
    }

    /** A type that is not modelled has no form without its message, and is left to the runtime to infer. */
    private static void writeType(ValueInfoProto.Builder message, ValueType type) {
        message.clearType();
        if (type instanceof ValueType.TensorType tensor) {
            TypeProto.Tensor.Builder written =
                    TypeProto.Tensor.newBuilder().setElemType(tensor.element().code());
            tensor.dimensions().ifPresent(dimensions -> written.setShape(shape(dimensions)));
            message.setType(TypeProto.newBuilder().setTensorType(written));
        }
    }

    private static TensorShapeProto shape(List<Dimension> dimensions) {
        TensorShapeProto.Builder shape = TensorShapeProto.newBuilder();
        for (Dimension dimension : dimensions) {
            TensorShapeProto.Dimension.Builder written = shape.addDimBuilder();
            if (dimension instanceof Dimension.Known known) {
                written.setDimValue(known.size());
            } else if (dimension instanceof Dimension.Named named) {
                written.setDimParam(named.name());
            }
        }
        return shape.build();
    }
}
