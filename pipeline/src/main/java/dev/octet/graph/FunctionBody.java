package dev.octet.graph;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A function that a model defines: an operator spelled out as nodes.
 *
 * @param operator the operator that nodes call it by
 * @param overload tells functions of one operator apart (IR version 10); mostly empty
 * @param inputs names of the parameters
 * @param outputs names of the results
 * @param defaults attributes that calls may leave out, with the value that they then have
 * @param nodes the body in topological order
 * @param opsetImports version of each operator set that the body uses
 * @param origin what else the file said; the attributes, too, are written as it has them
 */
public record FunctionBody(
        Operator operator,
        String overload,
        List<String> inputs,
        List<String> outputs,
        Map<String, Attribute> defaults,
        List<Node> nodes,
        Map<String, Long> opsetImports,
        Origin origin) {
    /** Copies the collections. */
    public FunctionBody {
        inputs = List.copyOf(inputs);
        outputs = List.copyOf(outputs);
        defaults = Collections.unmodifiableMap(new LinkedHashMap<>(defaults));
        nodes = List.copyOf(nodes);
        opsetImports = Collections.unmodifiableMap(new LinkedHashMap<>(opsetImports));
    }

    /** The same function with another body. */
    public FunctionBody with(List<Node> otherNodes, Map<String, Long> otherImports) {
        return new FunctionBody(operator, overload, inputs, outputs, defaults, otherNodes, otherImports, origin);
    }
}
