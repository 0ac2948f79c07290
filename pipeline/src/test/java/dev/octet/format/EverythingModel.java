package dev.octet.format;

import com.google.protobuf.ByteString;
import dev.octet.onnx.AttributeProto;
import dev.octet.onnx.AttributeProto.AttributeType;
import dev.octet.onnx.DeviceConfigurationProto;
import dev.octet.onnx.FunctionProto;
import dev.octet.onnx.GraphProto;
import dev.octet.onnx.IntIntListEntryProto;
import dev.octet.onnx.ModelProto;
import dev.octet.onnx.NodeDeviceConfigurationProto;
import dev.octet.onnx.NodeProto;
import dev.octet.onnx.ShardedDimProto;
import dev.octet.onnx.ShardingSpecProto;
import dev.octet.onnx.SimpleShardedDimProto;
import dev.octet.onnx.SparseTensorProto;
import dev.octet.onnx.TensorAnnotation;
import dev.octet.onnx.TensorProto;
import dev.octet.onnx.TensorShapeProto;
import dev.octet.onnx.TrainingInfoProto;
import dev.octet.onnx.TypeProto;
import dev.octet.onnx.ValueInfoProto;
import java.util.List;

/** A model in which every field of the format is set somewhere. It means nothing; it is there to be kept. */
final class EverythingModel {
    private static final ByteString NOT_UTF8 = ByteString.copyFrom(new byte[] {(byte) 0xff, 0, (byte) 0xc3});

    private EverythingModel() {}

    static ModelProto build() {
        return ModelProto.newBuilder()
                .setIrVersion(14)
                .setProducerName("producer")
                .setProducerVersion("1.0")
                .setDomain("com.example")
                .setModelVersion(3)
                .setDocString("doc")
                .addOpsetImport(Protos.opset("ai.onnx", 17))
                .addOpsetImport(Protos.opset("com.example", 1))
                .addMetadataProps(Protos.entry("key", "value"))
                .addMetadataProps(Protos.entry("key", "again"))
                .addTrainingInfo(TrainingInfoProto.newBuilder()
                        .setInitialization(Protos.negation())
                        .setAlgorithm(Protos.negation().addInitializer(Protos.floats("t", 1)))
                        .addInitializationBinding(Protos.entry("W", "y"))
                        .addUpdateBinding(Protos.entry("W", "y")))
                .addFunctions(function())
                .addConfiguration(DeviceConfigurationProto.newBuilder()
                        .setName("two")
                        .setNumDevices(2)
                        .addDevice("cpu")
                        .addDevice("gpu"))
                .setGraph(graph())
                .build();
    }

    private static GraphProto graph() {
        return GraphProto.newBuilder()
                .setName("graph")
                .setDocString("graph doc")
                .addInput(Protos.value("x"))
                .addAllInput(oddTypes())
                .addOutput(Protos.value("y").toBuilder()
                        .setDocString("output doc")
                        .addMetadataProps(Protos.entry("unit", "m")))
                .addValueInfo(Protos.value("between"))
                .addValueInfo(ValueInfoProto.newBuilder().setName("untyped"))
                .addInitializer(
                        Protos.floats("W", 1, 2).setDocString("weight").addMetadataProps(Protos.entry("a", "b")))
                .addInitializer(TensorProto.newBuilder()
                        .setName("int4")
                        .setDataType(22)
                        .addDims(3)
                        .addInt32Data(0x21)
                        .addInt32Data(3))
                .addInitializer(TensorProto.newBuilder()
                        .setName("double")
                        .setDataType(11)
                        .addDoubleData(1))
                .addInitializer(TensorProto.newBuilder()
                        .setName("uint64")
                        .setDataType(13)
                        .addUint64Data(1))
                .addInitializer(
                        TensorProto.newBuilder().setName("raw").setDataType(2).setRawData(ByteString.copyFromUtf8("r")))
                .addSparseInitializer(sparse("sparse"))
                .addQuantizationAnnotation(TensorAnnotation.newBuilder()
                        .setTensorName("x")
                        .addQuantParameterTensorNames(Protos.entry("SCALE_TENSOR", "W")))
                .addMetadataProps(Protos.entry("level", "graph"))
                .addNode(everyAttribute())
                .addNode(Protos.node("Neg", List.of("between", ""), List.of("y", "")).toBuilder()
                        .setDomain("ai.onnx"))
                .build();
    }

    private static NodeProto everyAttribute() {
        GraphProto inner = Protos.negation().setDocString("inner").build();
        TensorProto strings = TensorProto.newBuilder()
                .setDataType(8)
                .addDims(2)
                .addStringData(NOT_UTF8)
                .addStringData(ByteString.copyFromUtf8("b"))
                .build();
        TypeProto type = TypeProto.newBuilder()
                .setSequenceType(TypeProto.Sequence.newBuilder().setElemType(TypeProto.getDefaultInstance()))
                .build();
        return Protos.node(
                        "Everything",
                        List.of("x", "", "W"),
                        List.of("between"),
                        of("f", AttributeType.FLOAT)
                                .setF(-0f)
                                .setDocString("doc")
                                .build(),
                        of("i", AttributeType.INT).setI(Long.MIN_VALUE).build(),
                        of("s", AttributeType.STRING)
                                .setS(ByteString.copyFromUtf8("\u00e4"))
                                .build(),
                        of("bytes", AttributeType.STRING).setS(NOT_UTF8).build(),
                        of("t", AttributeType.TENSOR).setT(strings).build(),
                        of("g", AttributeType.GRAPH)
                                .setG(inner)
                                .setDocString("doc")
                                .build(),
                        of("fs", AttributeType.FLOATS)
                                .addFloats(Float.NaN)
                                .addFloats(1)
                                .build(),
                        of("is", AttributeType.INTS).addInts(1).addInts(-1).build(),
                        of("none", AttributeType.INTS).build(),
                        of("ss", AttributeType.STRINGS)
                                .addStrings(ByteString.copyFromUtf8("a"))
                                .build(),
                        of("odd", AttributeType.STRINGS).addStrings(NOT_UTF8).build(),
                        of("ts", AttributeType.TENSORS)
                                .addTensors(Protos.floats("", 1))
                                .build(),
                        of("gs", AttributeType.GRAPHS)
                                .addGraphs(inner)
                                .addGraphs(inner)
                                .build(),
                        of("sp", AttributeType.SPARSE_TENSOR)
                                .setSparseTensor(sparse(""))
                                .build(),
                        of("sps", AttributeType.SPARSE_TENSORS)
                                .addSparseTensors(sparse(""))
                                .build(),
                        of("tp", AttributeType.TYPE_PROTO).setTp(type).build(),
                        of("tps", AttributeType.TYPE_PROTOS).addTypeProtos(type).build(),
                        AttributeProto.newBuilder().setName("untyped").setF(1).build(),
                        of("float6", AttributeType.TENSOR)
                                .setT(TensorProto.newBuilder().setDataType(27))
                                .build())
                .toBuilder()
                .setName("node")
                .setDomain("com.example")
                .setOverload("o")
                .setDocString("node doc")
                .addMetadataProps(Protos.entry("namespace", "a/b"))
                .addDeviceConfigurations(sharding())
                .build();
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

    private static SparseTensorProto sparse(String name) {
        return SparseTensorProto.newBuilder()
                .setValues(Protos.floats(name, 5))
                .setIndices(TensorProto.newBuilder().setDataType(7).addDims(1).addInt64Data(3))
                .addDims(8)
                .build();
    }

    private static FunctionProto function() {
        NodeProto node = Protos.node(
                "LeakyRelu",
                List.of("p"),
                List.of("q"),
                of("alpha", AttributeType.FLOAT).setRefAttrName("slope").build());
        return FunctionProto.newBuilder()
                .setName("Leaky")
                .setDomain("com.example")
                .setOverload("o")
                .setDocString("function doc")
                .addInput("p")
                .addOutput("q")
                .addAttribute("slope")
                .addAttributeProto(of("offset", AttributeType.FLOAT).setF(1))
                .addNode(node)
                .addOpsetImport(Protos.opset("", 17))
                .addValueInfo(Protos.value("q"))
                .addMetadataProps(Protos.entry("level", "function"))
                .build();
    }

    /** Inputs of types that are kept but not modelled, or whose shapes say more than is modelled. */
    private static List<ValueInfoProto> oddTypes() {
        TensorShapeProto shape = TensorShapeProto.newBuilder()
                .addDim(TensorShapeProto.Dimension.newBuilder().setDimValue(-1).setDenotation("DATA_BATCH"))
                .addDim(TensorShapeProto.Dimension.newBuilder().setDimParam(""))
                .addDim(TensorShapeProto.Dimension.newBuilder().setDimParam("N"))
                .addDim(TensorShapeProto.Dimension.getDefaultInstance())
                .build();
        TypeProto tensor = TypeProto.newBuilder()
                .setTensorType(TypeProto.Tensor.newBuilder().setElemType(1).setShape(shape))
                .setDenotation("IMAGE")
                .build();
        return List.of(
                typed("tensor", tensor),
                typed(
                        "float6",
                        tensor.toBuilder()
                                .setTensorType(TypeProto.Tensor.newBuilder().setElemType(27))
                                .build()),
                typed(
                        "optional",
                        TypeProto.newBuilder()
                                .setOptionalType(TypeProto.Optional.newBuilder().setElemType(tensor))
                                .build()),
                typed(
                        "map",
                        TypeProto.newBuilder()
                                .setMapType(
                                        TypeProto.Map.newBuilder().setKeyType(7).setValueType(tensor))
                                .build()),
                typed(
                        "sparse",
                        TypeProto.newBuilder()
                                .setSparseTensorType(TypeProto.SparseTensor.newBuilder()
                                        .setElemType(1)
                                        .setShape(shape))
                                .build()),
                typed(
                        "opaque",
                        TypeProto.newBuilder()
                                .setOpaqueType(TypeProto.Opaque.newBuilder()
                                        .setDomain("d")
                                        .setName("n"))
                                .build()));
    }

    private static ValueInfoProto typed(String name, TypeProto type) {
        return ValueInfoProto.newBuilder().setName(name).setType(type).build();
    }
}
