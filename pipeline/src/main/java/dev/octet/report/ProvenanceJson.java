package dev.octet.report;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.octet.provenance.Provenance;

/** What a quantized model was made from, as its own metadata says it. */
public final class ProvenanceJson {
    private ProvenanceJson() {}

    /** The entries of the model's metadata, options as an object of lists. */
    public static ObjectNode of(Provenance provenance) {
        ObjectNode object = Json.object();
        provenance.tool().ifPresent(version -> object.put("version", version));
        object.put("onnxRuntime", provenance.onnxRuntime()).put("modelSha256", provenance.model());
        provenance.weights().ifPresent(digest -> object.put("modelDataSha256", digest));
        provenance.samples().ifPresent(digest -> object.put("samplesSha256", digest));
        object.put("target", provenance.target());
        ObjectNode options = object.putObject("options");
        provenance.recipe().options().forEach((name, values) -> options.set(name, Json.strings(values)));
        return object.put("seed", provenance.recipe().seed());
    }
}
