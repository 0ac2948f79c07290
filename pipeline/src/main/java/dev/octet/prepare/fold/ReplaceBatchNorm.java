package dev.octet.prepare.fold;

import dev.octet.graph.Initializer;
import dev.octet.graph.Node;
import dev.octet.rewrite.Condition;
import dev.octet.rewrite.Edit;
import dev.octet.rewrite.Rule;
import dev.octet.rewrite.Scope;
import dev.octet.tensor.ElementType;
import dev.octet.tensor.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Spells out an inference-mode {@code BatchNormalization} that no neighbour could take over.
 *
 * <pre>{@code
 * BatchNormalization(x, gamma, beta, mean, variance)   ->   Add(Mul(x, k), s)     x: [batch, channels, ...]
 *
 * k = gamma / sqrt(variance + epsilon)   [channels, 1, ...], of one rank less than x
 * s = beta - mean * k                    [channels, 1, ...]
 * }</pre>
 *
 * <p>Runtimes have integer kernels for Mul and Add, and none for BatchNormalization.
 *
 * <p>Source: ONNX operators BatchNormalization-15, Mul-14 and Add-14.
 */
public final class ReplaceBatchNorm implements Rule<ReplaceBatchNorm.Match> {
    /** {@code norm} reads {@code input}. */
    record Match(BatchNormalization norm, String input) {
        private Optional<Integer> rank() {
            return norm.scope().rank(input).filter(rank -> rank >= 2);
        }

        private Optional<ElementType> type() {
            return norm.scope().elementType(input).filter(ElementType::isFloating);
        }

        private boolean fits() {
            ChannelMap map = norm.map();
            return map.scale().fit(type().orElseThrow()) && map.shift().fit(type().orElseThrow());
        }
    }

    private static final List<Condition<Match>> CONDITIONS = allConditions();

    private static List<Condition<Match>> allConditions() {
        List<Condition<Match>> conditions = new ArrayList<>(BatchNormalization.conditions(Match::norm));
        conditions.add(new Condition<>(
                "type and rank of the input are known",
                match -> match.rank().isPresent() && match.type().isPresent()));
        conditions.add(new Condition<>("scale and shift fit their type", Match::fits));
        return List.copyOf(conditions);
    }

    @Override
    public Optional<Match> match(Scope scope, Node root) {
        return BatchNormalization.of(scope, root)
                .map(norm -> new Match(norm, root.inputs().get(0)));
    }

    @Override
    public List<Condition<Match>> conditions() {
        return CONDITIONS;
    }

    @Override
    public Edit rewrite(Scope scope, Match match) {
        Node norm = match.norm().node();
        ElementType type = match.type().orElseThrow();
        ChannelMap map = match.norm().map();
        long[] dimensions = new long[match.rank().orElseThrow() - 1];
        Arrays.fill(dimensions, 1);
        dimensions[0] = map.channels();
        Shape shape = Shape.of(dimensions);
        String scale = scope.names().fresh(norm.output() + "/scale");
        String shift = scope.names().fresh(norm.output() + "/shift");
        String scaled = scope.names().fresh(norm.output() + "/scaled");
        String name = norm.name().isEmpty() ? norm.output() : norm.name();
        String mulName = scope.names().fresh(name + "/Mul");
        String addName = scope.names().fresh(name + "/Add");
        return Edit.remove(norm)
                .add(Node.of(mulName, "Mul", List.of(match.input(), scale), List.of(scaled), Map.of()))
                .add(Node.of(addName, "Add", List.of(scaled, shift), List.of(norm.output()), Map.of()))
                .add(Initializer.of(scale, map.scale().reshaped(shape).toTensor(type)))
                .add(Initializer.of(shift, map.shift().reshaped(shape).toTensor(type)));
    }
}
