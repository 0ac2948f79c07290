package dev.octet.prepare.opset;

import dev.octet.graph.Attribute;
import dev.octet.graph.FunctionBody;
import dev.octet.graph.Graph;
import dev.octet.graph.Initializer;
import dev.octet.graph.Model;
import dev.octet.graph.Names;
import dev.octet.graph.Node;
import dev.octet.graph.Operator;
import dev.octet.graph.Value;
import dev.octet.graph.ValueType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Upgrades the bodies of a model's functions.
 *
 * <p>A function imports operator sets of its own. ONNX demands that its operators mean the same in the version that the
 * model imports, so a body has to follow the model; each starts from its own version.
 */
final class FunctionUpgrade {
    private final Model model;
    private final long target;
    private final Names names;
    private final Refusals refusals;

    FunctionUpgrade(Model model, long target, Names names, Refusals refusals) {
        this.model = model;
        this.target = target;
        this.names = names;
        this.refusals = refusals;
    }

    /** The functions, each at the target or, where it is beyond or does not use ONNX's operators, as it is. */
    List<FunctionBody> all() {
        return model.functions().stream().map(this::upgrade).toList();
    }

    private FunctionBody upgrade(FunctionBody function) {
        long version = function.opsetImports().getOrDefault(Operator.ONNX, target);
        if (version >= target) {
            return function;
        }
        NodeUpgrade nodes = new NodeUpgrade(version, target, OpsetUpgrade.functionOperators(model), refusals);
        Graph body = bodyOf(function);
        KnownTypes types = KnownTypes.of(body, Map.of(), Optional.empty());
        Graph upgraded = new GraphUpgrade(nodes).apply(Surroundings.of(body, names, types, target));
        Map<String, Long> imports = new LinkedHashMap<>(function.opsetImports());
        imports.put(Operator.ONNX, target);
        return function.with(constantsAsNodes(upgraded), imports);
    }

    private static Graph bodyOf(FunctionBody function) {
        return Graph.builder(function.operator().type())
                .inputs(values(function.inputs()))
                .outputs(values(function.outputs()))
                .nodes(function.nodes())
                .build();
    }

    private static List<Value> values(List<String> names) {
        return names.stream().map(name -> Value.of(name, ValueType.UNDECLARED)).toList();
    }

    /** A function has no initializers. */
    private static List<Node> constantsAsNodes(Graph body) {
        List<Node> nodes = new ArrayList<>();
        for (Initializer constant : body.initializers().values()) {
            Map<String, Attribute> value = Map.of("value", Attribute.of(constant.tensor()));
            nodes.add(Node.of(constant.name(), "Constant", List.of(), List.of(constant.name()), value));
        }
        nodes.addAll(body.nodes());
        return nodes;
    }
}
