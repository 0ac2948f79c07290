package dev.octet.format;

import com.google.protobuf.Descriptors.FieldDescriptor;
import dev.octet.onnx.AttributeProto;
import dev.octet.onnx.FunctionProto;
import dev.octet.onnx.GraphProto;
import dev.octet.onnx.ModelProto;
import dev.octet.onnx.NodeProto;
import dev.octet.onnx.TensorProto;
import java.util.Set;

/** The way through the messages of a model to its weights. */
final class WeightFields {
    /** The content of a tensor in raw form. */
    static final FieldDescriptor RAW_DATA =
            TensorProto.getDescriptor().findFieldByNumber(TensorProto.RAW_DATA_FIELD_NUMBER);

    private static final Set<FieldDescriptor> LEADING_TO_TENSORS = Set.of(
            ModelProto.getDescriptor().findFieldByNumber(ModelProto.GRAPH_FIELD_NUMBER),
            ModelProto.getDescriptor().findFieldByNumber(ModelProto.FUNCTIONS_FIELD_NUMBER),
            FunctionProto.getDescriptor().findFieldByNumber(FunctionProto.NODE_FIELD_NUMBER),
            GraphProto.getDescriptor().findFieldByNumber(GraphProto.NODE_FIELD_NUMBER),
            GraphProto.getDescriptor().findFieldByNumber(GraphProto.INITIALIZER_FIELD_NUMBER),
            NodeProto.getDescriptor().findFieldByNumber(NodeProto.ATTRIBUTE_FIELD_NUMBER),
            AttributeProto.getDescriptor().findFieldByNumber(AttributeProto.T_FIELD_NUMBER),
            AttributeProto.getDescriptor().findFieldByNumber(AttributeProto.G_FIELD_NUMBER),
            AttributeProto.getDescriptor().findFieldByNumber(AttributeProto.GRAPHS_FIELD_NUMBER));

    private WeightFields() {}

    /** Whether a field holds a tensor, or messages that may hold tensors. */
    static boolean leadsToTensors(FieldDescriptor field) {
        return LEADING_TO_TENSORS.contains(field);
    }
}
