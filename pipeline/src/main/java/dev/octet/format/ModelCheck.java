package dev.octet.format;

import dev.octet.error.OctetException;
import dev.octet.graph.FunctionBody;
import dev.octet.graph.Graph;
import dev.octet.graph.Model;
import dev.octet.graph.Node;
import dev.octet.graph.Value;
import java.util.List;

/**
 * Checks what the ONNX format demands of names, as far as ONNX Runtime insists on it too:
 *
 * <ol>
 *   <li>an input of a node is omitted or names a graph input, an initializer, the output of an earlier node, or such a
 *       value of a graph around it
 *   <li>every value is defined once; a node's output does not hide a value of a graph around it either (an initializer
 *       or an input of a subgraph may)
 *   <li>an output of a graph or function is defined there, not only in a graph around it
 *   <li>every node names its operator
 * </ol>
 *
 * <p>Source: ONNX IR, sections on graphs and on static single assignment.
 */
public final class ModelCheck {
    private ModelCheck() {}

    /**
     * Checks a model, its subgraphs and functions.
     *
     * @throws OctetException of kind {@link dev.octet.error.Kind#INVALID_MODEL} that names the first offending node and
     *     value
     */
    public static void check(Model model) {
        check(model.graph(), VisibleValues.none());
        model.functions().forEach(ModelCheck::check);
    }

    private static void check(Graph graph, VisibleValues visible) {
        String where = "Graph '%s'".formatted(graph.name());
        for (Value input : graph.inputs()) {
            if (!visible.add(input.name())) {
                throw OctetException.invalidModel(
                        "%s: expected inputs with different names, got '%s' twice".formatted(where, input.name()));
            }
        }
        // An initializer may also be an input, and then is its default.
        graph.initializers().keySet().forEach(visible::add);
        graph.sparseInitializers().forEach(visible::add);
        check(graph.nodes(), visible);
        checkOutputs(graph.outputs().stream().map(Value::name).toList(), visible, where);
    }

    private static void check(FunctionBody function) {
        String where = "Function '%s'".formatted(function.operator());
        VisibleValues visible = VisibleValues.none();
        function.inputs().forEach(visible::add);
        check(function.nodes(), visible);
        checkOutputs(function.outputs(), visible, where);
    }

    private static void check(List<Node> nodes, VisibleValues visible) {
        for (Node node : nodes) {
            if (node.operator().type().isEmpty()) {
                throw OctetException.invalidModel("Node %s: expected an operator, got none".formatted(node.label()));
            }
            checkInputs(node, visible);
            node.subgraphs().forEach(graph -> check(graph, visible.inner()));
            define(node, visible);
        }
    }

    private static void checkInputs(Node node, VisibleValues visible) {
        for (int slot = 0; slot < node.inputs().size(); slot++) {
            String input = node.inputs().get(slot);
            if (!input.isEmpty() && !visible.contains(input)) {
                throw OctetException.invalidModel(
                        "Node %s, input %d: expected a graph input, an initializer or the output of an earlier node, got '%s', which is none of these"
                                .formatted(node.label(), slot, input));
            }
        }
    }

    private static void define(Node node, VisibleValues visible) {
        for (int slot = 0; slot < node.outputs().size(); slot++) {
            String output = node.outputs().get(slot);
            if (!output.isEmpty() && (visible.contains(output) || !visible.add(output))) {
                throw OctetException.invalidModel(
                        "Node %s, output %d: expected a new name, got '%s', which is defined already"
                                .formatted(node.label(), slot, output));
            }
        }
    }

    private static void checkOutputs(List<String> outputs, VisibleValues visible, String where) {
        for (String output : outputs) {
            if (!visible.isOwn(output)) {
                throw OctetException.invalidModel("%s: expected output '%s' to be defined in it, but %s"
                        .formatted(
                                where,
                                output,
                                visible.contains(output)
                                        ? "it belongs to a graph around it. Pass it through an Identity node"
                                        : "nothing defines it"));
            }
        }
    }
}
