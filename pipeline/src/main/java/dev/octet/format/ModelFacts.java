package dev.octet.format;

import dev.octet.graph.Model;
import dev.octet.onnx.ModelProto;

/**
 * What a model's file says about itself; empty or 0 where it says nothing.
 *
 * @param producerName the program that wrote the file
 * @param producerVersion that program's version
 * @param domain namespace of the model, as a reversed domain name
 * @param modelVersion the author's count of versions
 * @param description the author's words
 */
public record ModelFacts(
        String producerName, String producerVersion, String domain, long modelVersion, String description) {
    /** The facts of a model; nothing for one that comes from no file. */
    public static ModelFacts of(Model model) {
        ModelProto message = MessageOrigin.of(model.origin(), ModelProto.getDefaultInstance());
        return new ModelFacts(
                message.getProducerName(),
                message.getProducerVersion(),
                message.getDomain(),
                message.getModelVersion(),
                message.getDocString());
    }
}
