package dev.octet.format;

import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.WireFormat;
import dev.octet.error.OctetException;
import dev.octet.graph.Initializer;
import dev.octet.graph.Model;
import dev.octet.onnx.GraphProto;
import dev.octet.onnx.ModelProto;
import dev.octet.onnx.TensorProto;
import java.io.IOException;

/**
 * Writes the outermost message. The main graph's initializers go out one by one, so that only one has to be in memory:
 * protobuf lets the fields of a message stand in any order, which makes it possible to put the graph last in the model
 * and the initializers last in the graph.
 */
final class ModelWriter {
    private final Model model;
    private final GraphWriter graphs;
    private final ModelProto shell;
    private final GraphProto graphShell;
    private final long graphSize;

    ModelWriter(Model model, Placement placement) {
        this.model = model;
        graphs = new GraphWriter(placement);
        shell = shell();
        graphShell = graphs.shell(model.graph());
        graphSize = graphShell.getSerializedSize()
                + model.graph().initializers().values().stream()
                        .mapToLong(initializer -> fieldSize(
                                GraphProto.INITIALIZER_FIELD_NUMBER, initializerSize(graphs.parts(initializer))))
                        .sum();
    }

    /** Bytes that {@link #write} will write. */
    long size() {
        return shell.getSerializedSize() + fieldSize(ModelProto.GRAPH_FIELD_NUMBER, graphSize);
    }

    /** Refuses a model that is too large for one file. */
    void checkSize() {
        if (size() > Integer.MAX_VALUE) {
            throw OctetException.configuration(
                    "The model needs %d bytes, more than the 2 GiB that the ONNX format holds in one file. Write its weights as external data."
                            .formatted(size()));
        }
    }

    /** Writes the model if it is not too large for one file. */
    void write(CodedOutputStream output) throws IOException {
        checkSize();
        shell.writeTo(output);
        startField(output, ModelProto.GRAPH_FIELD_NUMBER, graphSize);
        graphShell.writeTo(output);
        for (Initializer initializer : model.graph().initializers().values()) {
            write(output, graphs.parts(initializer));
        }
    }

    private static void write(CodedOutputStream output, TensorWriter.Parts parts) throws IOException {
        startField(output, GraphProto.INITIALIZER_FIELD_NUMBER, initializerSize(parts));
        parts.message().writeTo(output);
        if (parts.raw().isPresent()) {
            startField(
                    output, TensorProto.RAW_DATA_FIELD_NUMBER, parts.raw().get().byteSize());
            RawBytes.forEach(parts.raw().get(), output::write);
        }
    }

    private ModelProto shell() {
        ModelProto original = MessageOrigin.of(model.origin(), ModelProto.getDefaultInstance());
        ModelProto.Builder message = original.toBuilder();
        if (!original.hasIrVersion() || original.getIrVersion() != model.irVersion()) {
            message.setIrVersion(model.irVersion());
        }
        model.functions().forEach(function -> message.addFunctions(graphs.write(function)));
        return message.clearOpsetImport()
                .addAllOpsetImport(Domains.imports(model.opsetImports(), original.getOpsetImportList()))
                .clearMetadataProps()
                .addAllMetadataProps(Entries.ofMap(model.metadata(), original.getMetadataPropsList()))
                .build();
    }

    private static long initializerSize(TensorWriter.Parts parts) {
        return parts.message().getSerializedSize()
                + parts.raw()
                        .map(raw -> fieldSize(TensorProto.RAW_DATA_FIELD_NUMBER, raw.byteSize()))
                        .orElse(0L);
    }

    private static long fieldSize(int field, long length) {
        return CodedOutputStream.computeTagSize(field) + CodedOutputStream.computeUInt64SizeNoTag(length) + length;
    }

    private static void startField(CodedOutputStream output, int field, long length) throws IOException {
        output.writeTag(field, WireFormat.WIRETYPE_LENGTH_DELIMITED);
        output.writeUInt64NoTag(length);
    }
}
