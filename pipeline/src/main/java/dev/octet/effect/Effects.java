package dev.octet.effect;

import dev.octet.graph.Graph;
import dev.octet.graph.Node;
import dev.octet.graph.Use;
import dev.octet.observe.Effect;
import dev.octet.tensor.ElementType;
import dev.octet.tensor.Tensor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.DoubleUnaryOperator;

/**
 * Finds out what of a value its readers can see.
 *
 * <p>Follows a value through the nodes that compute elements from nothing but its elements and single numbers. What
 * others read of all these values are its effect:
 *
 * <pre>{@code
 * a = Add(x, 3);  b = Clip(a, 0, 6);  c = Mul(x, b);  y = Conv(c, W)     ->   x * clip(x + 3, 0, 6)
 * }</pre>
 *
 * <p>Where someone reads the value itself besides, that is its effect.
 */
public final class Effects {
    /** Activation functions are shorter; nodes beyond count as others that read what is computed so far. */
    private static final int LONGEST = 8;

    private final Graph graph;
    /** Results found so far, and whether a node was followed, by its first result. */
    private final Map<String, Argument> results = new LinkedHashMap<>();

    private final Set<Node> followed = new LinkedHashSet<>();

    private Effects(Graph graph) {
        this.graph = graph;
    }

    /** What the readers of a value can see of each of its elements. */
    public static Effect of(String value, Graph graph) {
        return new Effects(graph).effect(value);
    }

    private Effect effect(String value) {
        results.put(value, x -> x);
        while (followed.size() < LONGEST && follow()) {
            // Each round adds one node.
        }
        List<DoubleUnaryOperator> seen = new ArrayList<>();
        results.forEach((name, result) -> {
            if (isSeen(name)) {
                seen.add(result);
            }
        });
        return isSeen(value) || seen.isEmpty() ? Effect.IDENTITY : new Effect(seen);
    }

    /** Adds the first node that reads a known result and nothing unknown. */
    private boolean follow() {
        for (String value : List.copyOf(results.keySet())) {
            for (Use use : graph.uses().of(value)) {
                if (use.slot() != Use.CAPTURE && !followed.contains(use.node()) && follow(use.node())) {
                    return true;
                }
            }
        }
        return false;
    }

    private boolean follow(Node node) {
        List<Argument> arguments = new ArrayList<>();
        for (String input : node.inputs()) {
            Optional<Argument> argument = argument(input);
            if (argument.isEmpty()) {
                return false;
            }
            arguments.add(argument.get());
        }
        Optional<Argument> result = ElementwiseOperators.result(node, arguments);
        result.ifPresent(found -> {
            followed.add(node);
            results.put(node.output(), found);
        });
        return result.isPresent();
    }

    /** An input that is left out holds nothing that is asked for. */
    private Optional<Argument> argument(String input) {
        if (input.isEmpty()) {
            return Optional.of(Argument.constant(Double.NaN));
        }
        return Optional.ofNullable(results.get(input))
                .or(() -> graph.constant(input)
                        .filter(Effects::isNumber)
                        .map(number -> Argument.constant(number.toFloats()[0])));
    }

    private static boolean isNumber(Tensor constant) {
        return constant.type() == ElementType.FLOAT && constant.elementCount() == 1;
    }

    private boolean isSeen(String value) {
        return graph.uses().isOutput(value)
                || graph.uses().of(value).stream()
                        .anyMatch(use -> use.slot() == Use.CAPTURE || !followed.contains(use.node()));
    }
}
