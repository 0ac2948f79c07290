package dev.octet.format;

import com.google.protobuf.ByteString;
import dev.octet.onnx.AttributeProto;
import dev.octet.onnx.AttributeProto.AttributeType;
import dev.octet.onnx.GraphProto;
import dev.octet.onnx.IntIntListEntryProto;
import dev.octet.onnx.NodeDeviceConfigurationProto;
import dev.octet.onnx.NodeProto;
import dev.octet.onnx.ShardedDimProto;
import dev.octet.onnx.ShardingSpecProto;
import dev.octet.onnx.SimpleShardedDimProto;
import dev.octet.onnx.TensorProto;
import dev.octet.onnx.TypeProto;
import java.util.List;

/** A node in which every field is set and which has an attribute of every kind. */
final class EverythingNode {
    private static final ByteString NOT_UTF8 = ByteString.copyFrom(new byte[] {(byte) 0xff, 0, (byte) 0xc3});
    private static final ByteString UTF8 = ByteString.copyFromUtf8("\u00e4");
    private static final GraphProto GRAPH =
            Protos.negation().setDocString("inner").build();

    private EverythingNode() {}

    static NodeProto build() {
        return Protos.node("Everything", List.of("x", "", "W"), List.of("between")).toBuilder()
                .setName("node")
                .setDomain("com.example")
                .setOverload("o")
                .setDocString("node doc")
                .addMetadataProps(Protos.entry("namespace", "a/b"))
                .addDeviceConfigurations(sharding())
                .addAllAttribute(single())
                .addAllAttribute(lists())
                .addAllAttribute(odd())
                .build();
    }

    private static List<AttributeProto> single() {
        TensorProto strings = TensorProto.newBuilder()
                .setDataType(8)
                .addDims(2)
                .addStringData(NOT_UTF8)
                .addStringData(UTF8)
                .build();
        return List.of(
                of("f", AttributeType.FLOAT).setF(-0f).setDocString("doc").build(),
                of("i", AttributeType.INT).setI(Long.MIN_VALUE).build(),
                of("s", AttributeType.STRING).setS(UTF8).build(),
                of("t", AttributeType.TENSOR).setT(strings).build(),
                of("g", AttributeType.GRAPH).setG(GRAPH).setDocString("doc").build());
    }

    private static List<AttributeProto> lists() {
        return List.of(
                of("fs", AttributeType.FLOATS).addFloats(Float.NaN).addFloats(1).build(),
                of("is", AttributeType.INTS).addInts(1).addInts(-1).build(),
                of("none", AttributeType.INTS).build(),
                of("ss", AttributeType.STRINGS).addStrings(UTF8).build(),
                of("ts", AttributeType.TENSORS).addTensors(Protos.floats("", 1)).build(),
                of("gs", AttributeType.GRAPHS).addGraphs(GRAPH).addGraphs(GRAPH).build());
    }

    private static List<AttributeProto> odd() {
        TypeProto type = TypeProto.newBuilder()
                .setSequenceType(TypeProto.Sequence.newBuilder().setElemType(TypeProto.getDefaultInstance()))
                .build();
        return List.of(
                of("bytes", AttributeType.STRING).setS(NOT_UTF8).build(),
                of("odd", AttributeType.STRINGS).addStrings(NOT_UTF8).build(),
                of("sp", AttributeType.SPARSE_TENSOR)
                        .setSparseTensor(EverythingModel.sparse(""))
                        .build(),
                of("sps", AttributeType.SPARSE_TENSORS)
                        .addSparseTensors(EverythingModel.sparse(""))
                        .build(),
                of("tp", AttributeType.TYPE_PROTO).setTp(type).build(),
                of("tps", AttributeType.TYPE_PROTOS).addTypeProtos(type).build(),
                AttributeProto.newBuilder().setName("untyped").setF(1).build(),
                of("float6", AttributeType.TENSOR)
                        .setT(TensorProto.newBuilder().setDataType(27))
                        .build());
    }

    private static AttributeProto.Builder of(String name, AttributeType type) {
        return Protos.attribute(name, type);
    }

    private static NodeDeviceConfigurationProto sharding() {
        SimpleShardedDimProto half = SimpleShardedDimProto.newBuilder()
                .setDimParam("N")
                .setNumShards(2)
                .build();
        return NodeDeviceConfigurationProto.newBuilder()
                .setConfigurationId("two")
                .setPipelineStage(1)
                .addShardingSpec(ShardingSpecProto.newBuilder()
                        .setTensorName("x")
                        .addDevice(-1)
                        .addIndexToDeviceGroupMap(IntIntListEntryProto.newBuilder()
                                .setKey(-1)
                                .addValue(0)
                                .addValue(1))
                        .addShardedDim(ShardedDimProto.newBuilder().setAxis(0).addSimpleSharding(half)))
                .build();
    }
}
