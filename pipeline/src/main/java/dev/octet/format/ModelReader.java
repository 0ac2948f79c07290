package dev.octet.format;

import dev.octet.graph.Model;
import dev.octet.onnx.ModelProto;

/** Reads the outermost message. */
final class ModelReader {
    private ModelReader() {}

    static Model read(ModelProto message, ExternalData external) {
        GraphReader graphs = new GraphReader(external);
        return new Model(
                graphs.read(message.getGraph()),
                message.getIrVersion(),
                Domains.versions(message.getOpsetImportList()),
                message.getFunctionsList().stream().map(graphs::read).toList(),
                Entries.toMap(message.getMetadataPropsList()),
                new MessageOrigin(
                        message.toBuilder().clearGraph().clearFunctions().build()));
    }
}
