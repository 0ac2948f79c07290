package dev.octet.cli;

import dev.octet.format.OnnxReader;
import dev.octet.format.OnnxWriter;
import dev.octet.graph.Graph;
import dev.octet.graph.Initializer;
import dev.octet.graph.Model;
import dev.octet.graph.Node;
import dev.octet.graph.Value;
import dev.octet.graph.ValueType;
import dev.octet.onnx.GraphProto;
import dev.octet.onnx.ModelProto;
import dev.octet.onnx.NodeProto;
import dev.octet.onnx.OperatorSetIdProto;
import dev.octet.onnx.StringStringEntryProto;
import dev.octet.onnx.TensorProto;
import dev.octet.onnx.TensorShapeProto;
import dev.octet.onnx.TypeProto;
import dev.octet.onnx.ValueInfoProto;
import dev.octet.tensor.ElementType;
import dev.octet.tensor.Shape;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Small models for tests. */
final class Models {
    private Models() {}

    /** How many initializers of a type a model's main graph has. */
    static long count(Path model, ElementType type) {
        return OnnxReader.read(model).graph().initializers().values().stream()
                .filter(initializer -> initializer.tensor().type() == type)
                .count();
    }

    /** Writes a model from float x [1,1,8,8] to float y [1,1,8,8]. */
    static Path write(Path file, List<Initializer> initializers, Node... nodes) {
        ValueType image = ValueType.tensor(ElementType.FLOAT, Shape.of(1, 1, 8, 8));
        Graph graph = Graph.builder("g")
                .inputs(List.of(Value.of("x", image)))
                .outputs(List.of(Value.of("y", image)))
                .initializers(initializers)
                .nodes(List.of(nodes))
                .build();
        OnnxWriter.write(Model.of(graph, 8, 17), file);
        return file;
    }

    /**
     * Writes a model that picks rows of a table of 1.2 GB. The table's file is all hole and takes no space; ONNX
     * Runtime is not asked about models of this size.
     */
    static Path largeTable(Path folder) throws IOException {
        long rows = 300_000;
        long width = 1024;
        try (RandomAccessFile table =
                new RandomAccessFile(folder.resolve("table").toFile(), "rw")) {
            table.setLength(4 * rows * width);
        }
        TensorProto.Builder table = TensorProto.newBuilder()
                .setName("T")
                .setDataType(ElementType.FLOAT.code())
                .addDims(rows)
                .addDims(width)
                .setDataLocation(TensorProto.DataLocation.EXTERNAL)
                .addExternalData(
                        StringStringEntryProto.newBuilder().setKey("location").setValue("table"));
        GraphProto.Builder graph = GraphProto.newBuilder()
                .setName("g")
                .addInput(vector("rows", ElementType.INT64))
                .addOutput(ValueInfoProto.newBuilder().setName("y"))
                .addNode(NodeProto.newBuilder()
                        .setOpType("Gather")
                        .addInput("T")
                        .addInput("rows")
                        .addOutput("y"))
                .addInitializer(table);
        ModelProto.Builder model = ModelProto.newBuilder()
                .setIrVersion(10)
                .addOpsetImport(OperatorSetIdProto.newBuilder().setVersion(21))
                .setGraph(graph);
        return Files.write(folder.resolve("large.onnx"), model.build().toByteArray());
    }

    private static ValueInfoProto.Builder vector(String name, ElementType type) {
        TensorShapeProto.Builder shape = TensorShapeProto.newBuilder()
                .addDim(TensorShapeProto.Dimension.newBuilder().setDimValue(1));
        TypeProto.Tensor.Builder tensor =
                TypeProto.Tensor.newBuilder().setElemType(type.code()).setShape(shape);
        return ValueInfoProto.newBuilder()
                .setName(name)
                .setType(TypeProto.newBuilder().setTensorType(tensor));
    }
}
