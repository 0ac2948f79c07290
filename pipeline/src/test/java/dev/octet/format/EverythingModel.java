package dev.octet.format;

import com.google.protobuf.ByteString;
import dev.octet.onnx.AttributeProto.AttributeType;
import dev.octet.onnx.DeviceConfigurationProto;
import dev.octet.onnx.FunctionProto;
import dev.octet.onnx.GraphProto;
import dev.octet.onnx.ModelProto;
import dev.octet.onnx.NodeProto;
import dev.octet.onnx.SparseTensorProto;
import dev.octet.onnx.TensorAnnotation;
import dev.octet.onnx.TensorProto;
import dev.octet.onnx.TrainingInfoProto;
import dev.octet.onnx.ValueInfoProto;
import java.util.List;

/** A model in which every field of the format is set somewhere. It means nothing; it is there to be kept. */
final class EverythingModel {
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
                .addAllInput(OddTypes.inputs())
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
                .addNode(EverythingNode.build())
                .addNode(Protos.node("Neg", List.of("between", ""), List.of("y", "")).toBuilder()
                        .setDomain("ai.onnx"))
                .build();
    }

    static SparseTensorProto sparse(String name) {
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
                Protos.attribute("alpha", AttributeType.FLOAT)
                        .setRefAttrName("slope")
                        .build());
        return FunctionProto.newBuilder()
                .setName("Leaky")
                .setDomain("com.example")
                .setOverload("o")
                .setDocString("function doc")
                .addInput("p")
                .addOutput("q")
                .addAttribute("slope")
                .addAttributeProto(
                        Protos.attribute("offset", AttributeType.FLOAT).setF(1))
                .addNode(node)
                .addOpsetImport(Protos.opset("", 17))
                .addValueInfo(Protos.value("q"))
                .addMetadataProps(Protos.entry("level", "function"))
                .build();
    }
}
