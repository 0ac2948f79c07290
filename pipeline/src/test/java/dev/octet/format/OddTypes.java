package dev.octet.format;

import dev.octet.onnx.TensorShapeProto;
import dev.octet.onnx.TensorShapeProto.Dimension;
import dev.octet.onnx.TypeProto;
import dev.octet.onnx.ValueInfoProto;
import java.util.List;

/** Values of types that are kept but not modelled, or whose shapes say more than is modelled. */
final class OddTypes {
    private static final TensorShapeProto SHAPE = TensorShapeProto.newBuilder()
            .addDim(Dimension.newBuilder().setDimValue(-1).setDenotation("DATA_BATCH"))
            .addDim(Dimension.newBuilder().setDimParam(""))
            .addDim(Dimension.newBuilder().setDimParam("N"))
            .addDim(Dimension.getDefaultInstance())
            .build();

    private static final TypeProto TENSOR = TypeProto.newBuilder()
            .setTensorType(TypeProto.Tensor.newBuilder().setElemType(1).setShape(SHAPE))
            .setDenotation("IMAGE")
            .build();

    private OddTypes() {}

    static List<ValueInfoProto> inputs() {
        return List.of(
                typed("tensor", TENSOR.toBuilder()),
                typed(
                        "float6",
                        TypeProto.newBuilder()
                                .setTensorType(TypeProto.Tensor.newBuilder().setElemType(27))),
                typed(
                        "optional",
                        TypeProto.newBuilder()
                                .setOptionalType(TypeProto.Optional.newBuilder().setElemType(TENSOR))),
                typed(
                        "map",
                        TypeProto.newBuilder()
                                .setMapType(
                                        TypeProto.Map.newBuilder().setKeyType(7).setValueType(TENSOR))),
                typed(
                        "sparse",
                        TypeProto.newBuilder()
                                .setSparseTensorType(TypeProto.SparseTensor.newBuilder()
                                        .setElemType(1)
                                        .setShape(SHAPE))),
                typed(
                        "opaque",
                        TypeProto.newBuilder()
                                .setOpaqueType(TypeProto.Opaque.newBuilder()
                                        .setDomain("d")
                                        .setName("n"))));
    }

    private static ValueInfoProto typed(String name, TypeProto.Builder type) {
        return ValueInfoProto.newBuilder().setName(name).setType(type).build();
    }
}
