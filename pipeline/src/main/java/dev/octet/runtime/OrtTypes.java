package dev.octet.runtime;

import ai.onnxruntime.MapInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.SequenceInfo;
import ai.onnxruntime.TensorInfo;
import ai.onnxruntime.ValueInfo;
import dev.octet.graph.Dimension;
import dev.octet.graph.ValueType;
import dev.octet.tensor.ElementType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** ONNX Runtime's types in our terms and back. */
final class OrtTypes {
    private OrtTypes() {}

    /** Empty for types that ONNX Runtime's Java interface has no name for: those of fewer than 8 bits among them. */
    static Optional<ElementType> elementType(TensorInfo.OnnxTensorType type) {
        return switch (type) {
            case ONNX_TENSOR_ELEMENT_DATA_TYPE_UNDEFINED -> Optional.empty();
            case ONNX_TENSOR_ELEMENT_DATA_TYPE_UINT8 -> Optional.of(ElementType.UINT8);
            case ONNX_TENSOR_ELEMENT_DATA_TYPE_INT8 -> Optional.of(ElementType.INT8);
            case ONNX_TENSOR_ELEMENT_DATA_TYPE_UINT16 -> Optional.of(ElementType.UINT16);
            case ONNX_TENSOR_ELEMENT_DATA_TYPE_INT16 -> Optional.of(ElementType.INT16);
            case ONNX_TENSOR_ELEMENT_DATA_TYPE_UINT32 -> Optional.of(ElementType.UINT32);
            case ONNX_TENSOR_ELEMENT_DATA_TYPE_INT32 -> Optional.of(ElementType.INT32);
            case ONNX_TENSOR_ELEMENT_DATA_TYPE_UINT64 -> Optional.of(ElementType.UINT64);
            case ONNX_TENSOR_ELEMENT_DATA_TYPE_INT64 -> Optional.of(ElementType.INT64);
            case ONNX_TENSOR_ELEMENT_DATA_TYPE_FLOAT16 -> Optional.of(ElementType.FLOAT16);
            case ONNX_TENSOR_ELEMENT_DATA_TYPE_FLOAT -> Optional.of(ElementType.FLOAT);
            case ONNX_TENSOR_ELEMENT_DATA_TYPE_DOUBLE -> Optional.of(ElementType.DOUBLE);
            case ONNX_TENSOR_ELEMENT_DATA_TYPE_STRING -> Optional.of(ElementType.STRING);
            case ONNX_TENSOR_ELEMENT_DATA_TYPE_BOOL -> Optional.of(ElementType.BOOL);
            case ONNX_TENSOR_ELEMENT_DATA_TYPE_COMPLEX64 -> Optional.of(ElementType.COMPLEX64);
            case ONNX_TENSOR_ELEMENT_DATA_TYPE_COMPLEX128 -> Optional.of(ElementType.COMPLEX128);
            case ONNX_TENSOR_ELEMENT_DATA_TYPE_BFLOAT16 -> Optional.of(ElementType.BFLOAT16);
            case ONNX_TENSOR_ELEMENT_DATA_TYPE_FLOAT8E4M3FN -> Optional.of(ElementType.FLOAT8E4M3FN);
            case ONNX_TENSOR_ELEMENT_DATA_TYPE_FLOAT8E4M3FNUZ -> Optional.of(ElementType.FLOAT8E4M3FNUZ);
            case ONNX_TENSOR_ELEMENT_DATA_TYPE_FLOAT8E5M2 -> Optional.of(ElementType.FLOAT8E5M2);
            case ONNX_TENSOR_ELEMENT_DATA_TYPE_FLOAT8E5M2FNUZ -> Optional.of(ElementType.FLOAT8E5M2FNUZ);
        };
    }

    /** The type to make a tensor of from bytes; empty where the Java interface offers no way to. */
    static Optional<OnnxJavaType> fromBytes(ElementType type) {
        return switch (type) {
            case FLOAT -> Optional.of(OnnxJavaType.FLOAT);
            case DOUBLE -> Optional.of(OnnxJavaType.DOUBLE);
            case FLOAT16 -> Optional.of(OnnxJavaType.FLOAT16);
            case BFLOAT16 -> Optional.of(OnnxJavaType.BFLOAT16);
            case INT8 -> Optional.of(OnnxJavaType.INT8);
            case UINT8 -> Optional.of(OnnxJavaType.UINT8);
            case INT16 -> Optional.of(OnnxJavaType.INT16);
            case INT32 -> Optional.of(OnnxJavaType.INT32);
            case INT64 -> Optional.of(OnnxJavaType.INT64);
            case BOOL -> Optional.of(OnnxJavaType.BOOL);
            default -> Optional.empty();
        };
    }

    /** The type of a model's input or output. */
    static ValueType valueType(ValueInfo info) {
        if (info instanceof TensorInfo tensor) {
            return elementType(tensor.onnxType)
                    .<ValueType>map(element -> new ValueType.TensorType(element, Optional.of(dimensions(tensor))))
                    .orElseGet(() -> new ValueType.OtherType("a tensor of a type that the Java interface cannot name"));
        }
        if (info instanceof SequenceInfo) {
            return new ValueType.OtherType("a sequence");
        }
        return new ValueType.OtherType(info instanceof MapInfo ? "a map" : info.toString());
    }

    private static List<Dimension> dimensions(TensorInfo info) {
        long[] sizes = info.getShape();
        String[] names = info.getDimensionNames();
        List<Dimension> dimensions = new ArrayList<>();
        for (int i = 0; i < sizes.length; i++) {
            String name = names == null || i >= names.length ? "" : names[i];
            dimensions.add(
                    sizes[i] >= 0
                            ? new Dimension.Known(sizes[i])
                            : name.isEmpty() ? Dimension.UNKNOWN : new Dimension.Named(name));
        }
        return dimensions;
    }
}
