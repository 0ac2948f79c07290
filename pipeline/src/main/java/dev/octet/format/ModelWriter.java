package dev.octet.format;

import com.google.protobuf.CodedOutputStream;
import dev.octet.error.OctetException;
import dev.octet.graph.Model;
import dev.octet.onnx.ModelProto;
import java.io.IOException;

/** Writes the outermost message. */
final class ModelWriter {
    private final StreamedMessage message;

    /**
     * Prepares to write a model.
     *
     * @throws OctetException of kind CONFIGURATION if it is too large for one file
     */
    ModelWriter(Model model, Placement placement) {
        DetachedData detached = new DetachedData();
        message = new MessageStreamer(detached).stream(message(model, new GraphWriter(placement, detached)));
        if (message.size() > Integer.MAX_VALUE) {
            throw OctetException.configuration(
                    "The model needs %d bytes, more than the 2 GiB that the ONNX format holds in one file. Write its weights as external data."
                            .formatted(message.size()));
        }
    }

    private static ModelProto message(Model model, GraphWriter graphs) {
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
                .setGraph(graphs.write(model.graph()))
                .build();
    }

    /** Bytes of the file. */
    long size() {
        return message.size();
    }

    byte[] toBytes() {
        byte[] bytes = new byte[(int) message.size()];
        CodedOutputStream output = CodedOutputStream.newInstance(bytes);
        try {
            write(output);
        } catch (IOException failure) {
            throw new IllegalStateException("Writing to memory cannot fail", failure);
        }
        output.checkNoSpaceLeft();
        return bytes;
    }

    void write(CodedOutputStream output) throws IOException {
        message.writeTo(output);
    }
}
