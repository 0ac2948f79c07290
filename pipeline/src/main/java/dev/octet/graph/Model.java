package dev.octet.graph;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * An ONNX model.
 *
 * @param graph the main graph
 * @param irVersion version of the format, 3 or more
 * @param opsetImports version of each operator set by domain; ONNX's own domain is the empty string
 * @param functions functions that the model defines
 * @param metadata the model's metadata entries
 * @param origin what else the file said
 */
public record Model(
        Graph graph,
        long irVersion,
        Map<String, Long> opsetImports,
        List<FunctionBody> functions,
        Map<String, String> metadata,
        Origin origin) {
    /** Copies the collections, keeping their order. */
    public Model {
        opsetImports = Collections.unmodifiableMap(new LinkedHashMap<>(opsetImports));
        functions = List.copyOf(functions);
        metadata = Collections.unmodifiableMap(new LinkedHashMap<>(metadata));
    }

    /** A model around a graph that uses only ONNX's own operators. */
    public static Model of(Graph graph, long irVersion, long opset) {
        return new Model(graph, irVersion, Map.of(Operator.ONNX, opset), List.of(), Map.of(), Origin.NONE);
    }

    /** Version of ONNX's own operator set, or 0 where the model does not import it. */
    public long opset() {
        return opsetImports.getOrDefault(Operator.ONNX, 0L);
    }

    /** This model with another main graph. */
    public Model withGraph(Graph other) {
        return other == graph ? this : new Model(other, irVersion, opsetImports, functions, metadata, origin);
    }

    /** This model with another version of the format. */
    public Model withIrVersion(long version) {
        return new Model(graph, version, opsetImports, functions, metadata, origin);
    }

    /** This model with one operator set added or at another version. */
    public Model withOpset(String domain, long version) {
        Map<String, Long> changed = new LinkedHashMap<>(opsetImports);
        changed.put(domain, version);
        return new Model(graph, irVersion, changed, functions, metadata, origin);
    }

    /** This model with other functions. */
    public Model withFunctions(List<FunctionBody> others) {
        return new Model(graph, irVersion, opsetImports, others, metadata, origin);
    }

    /** This model with other metadata entries. */
    public Model withMetadata(Map<String, String> entries) {
        return new Model(graph, irVersion, opsetImports, functions, entries, origin);
    }

    /** This model with one metadata entry set. */
    public Model withMetadata(String key, String value) {
        Map<String, String> changed = new LinkedHashMap<>(metadata);
        changed.put(key, value);
        return new Model(graph, irVersion, opsetImports, functions, changed, origin);
    }
}
