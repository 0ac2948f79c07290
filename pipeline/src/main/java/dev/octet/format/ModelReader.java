package dev.octet.format;

import dev.octet.error.OctetException;
import dev.octet.graph.Model;
import dev.octet.onnx.ModelProto;
import dev.octet.onnx.TrainingInfoProto;
import java.util.List;

/** Reads the outermost message. */
final class ModelReader {
    private final GraphReader graphs;
    private final EmbeddedTensors embedded;

    ModelReader(TensorReader tensors) {
        embedded = new EmbeddedTensors(tensors);
        graphs = new GraphReader(tensors, embedded);
    }

    /** The model in a message that has a graph. */
    Model read(ModelProto message) {
        if (!message.hasIrVersion()) {
            throw OctetException.invalidModel("expected a model with an IR version (ir_version), got none");
        }
        if (message.getOpsetImportCount() == 0) {
            throw OctetException.invalidModel(
                    "expected a model that says which operator sets it uses (opset_import), got none");
        }
        return new Model(
                graphs.read(message.getGraph()),
                message.getIrVersion(),
                Domains.versions(message.getOpsetImportList()),
                message.getFunctionsList().stream().map(graphs::read).toList(),
                Entries.toMap(message.getMetadataPropsList()),
                new MessageOrigin(shell(message)));
    }

    private ModelProto shell(ModelProto message) {
        List<TrainingInfoProto> training = message.getTrainingInfoList().stream()
                .map(info -> embedded.embed(info, "Training information"))
                .toList();
        return message.toBuilder()
                .clearGraph()
                .clearFunctions()
                .clearTrainingInfo()
                .addAllTrainingInfo(training)
                .build();
    }
}
