package dev.octet.prepare.constant;

import dev.octet.graph.Node;
import dev.octet.graph.Operator;
import dev.octet.rewrite.Condition;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Which operators may be computed ahead when all they read is constant. */
final class Foldable {
    private static final Set<String> RANDOM = Set.of(
            "RandomNormal", "RandomNormalLike", "RandomUniform", "RandomUniformLike", "Multinomial", "Bernoulli");

    /** A model that comes with quantized weights keeps them; their float values would be larger and no better. */
    private static final Set<String> QUANTIZATION =
            Set.of("QuantizeLinear", "DequantizeLinear", "DynamicQuantizeLinear");

    private static final List<Condition<Node>> CONDITIONS = List.of(
            new Condition<>(
                    "the operator is one of ONNX's",
                    node -> node.operator().domain().equals(Operator.ONNX)),
            new Condition<>(
                    "the result is the same every time",
                    node -> RANDOM.stream().noneMatch(node::is) && !isTrainingDropout(node)),
            new Condition<>(
                    "the operator does not quantize or dequantize",
                    node -> QUANTIZATION.stream().noneMatch(node::is)),
            new Condition<>(
                    "the operator holds no subgraph", node -> node.subgraphs().isEmpty()),
            new Condition<>("the value is dense", node -> !node.is("Constant")));

    private Foldable() {}

    /** Why a node may not be computed ahead: the first condition that does not hold. */
    static Optional<String> obstacle(Node node) {
        return CONDITIONS.stream()
                .filter(condition -> !condition.holds().test(node))
                .map(Condition::name)
                .findFirst();
    }

    /** A Dropout may drop at random if it is given a mode at all. */
    private static boolean isTrainingDropout(Node node) {
        return node.is("Dropout") && node.input(2).isPresent();
    }
}
