package dev.octet.prepare.function;

import dev.octet.graph.Attribute;
import dev.octet.graph.FunctionBody;
import dev.octet.graph.Names;
import dev.octet.graph.Node;
import dev.octet.graph.Renaming;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One call of a function: parameters become what the caller gives, and everything else gets a name of its own.
 *
 * <p>Source: the ONNX IR, Functions: an input that is left out is left out of the body too, and so is an attribute that
 * refers to one which the caller leaves out and which has no default.
 */
record FunctionCall(Node call, FunctionBody function) {
    /** The nodes of the body as the caller's own. */
    List<Node> nodes(Names names) {
        Renaming renaming = new Renaming(values(names));
        return function.nodes().stream()
                .map(node -> renaming.apply(node)
                        .named(names.fresh(
                                inside(node.name().isEmpty() ? node.operator().type() : node.name())))
                        .withAttributes(resolved(node.attributes())))
                .toList();
    }

    private Map<String, String> values(Names names) {
        Map<String, String> values = new HashMap<>();
        for (int slot = 0; slot < function.inputs().size(); slot++) {
            values.put(function.inputs().get(slot), call.input(slot).orElse(""));
        }
        for (int slot = 0; slot < function.outputs().size(); slot++) {
            String result = function.outputs().get(slot);
            call.output(slot).ifPresent(wanted -> values.put(result, wanted));
        }
        function.nodes().stream()
                .flatMap(node -> node.outputs().stream())
                .filter(output -> !output.isEmpty())
                .forEach(output -> values.computeIfAbsent(output, name -> names.fresh(inside(name))));
        return values;
    }

    private String inside(String name) {
        String caller = call.name().isEmpty() ? call.operator().type() : call.name();
        return caller + "/" + name;
    }

    private Map<String, Attribute> resolved(Map<String, Attribute> attributes) {
        Map<String, Attribute> resolved = new LinkedHashMap<>();
        attributes.forEach((name, attribute) -> {
            if (attribute instanceof Attribute.Reference reference) {
                given(reference.parameter()).ifPresent(value -> resolved.put(name, value));
            } else {
                resolved.put(name, attribute);
            }
        });
        return resolved;
    }

    private Optional<Attribute> given(String parameter) {
        return call.attribute(parameter)
                .or(() -> Optional.ofNullable(function.defaults().get(parameter)));
    }
}
