package dev.octet.inspect;

import dev.octet.graph.FunctionBody;
import dev.octet.graph.Model;
import dev.octet.graph.Operator;
import java.util.List;
import java.util.Map;

/**
 * A function that a model defines.
 *
 * @param operator the operator that nodes call it by
 * @param overload tells functions of one operator apart; mostly empty
 * @param nodes nodes of its body, without those in subgraphs
 * @param calls nodes of the model that call its operator
 */
public record FunctionSummary(Operator operator, String overload, int nodes, int calls) {
    static List<FunctionSummary> of(Model model, Walk walk) {
        Map<Operator, Integer> calls = walk.count(operator -> true);
        return model.functions().stream()
                .map(function -> of(function, calls.getOrDefault(function.operator(), 0)))
                .toList();
    }

    private static FunctionSummary of(FunctionBody function, int calls) {
        return new FunctionSummary(
                function.operator(), function.overload(), function.nodes().size(), calls);
    }
}
