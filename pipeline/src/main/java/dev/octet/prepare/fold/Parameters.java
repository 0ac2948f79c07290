package dev.octet.prepare.fold;

import dev.octet.graph.Initializer;
import dev.octet.graph.Node;
import dev.octet.rewrite.Edit;
import dev.octet.rewrite.Scope;
import dev.octet.tensor.ElementType;
import java.util.List;
import java.util.Optional;

/**
 * The new weight and bias of a linear operator.
 *
 * @param weight in the layout of the operator; empty where the old one serves
 * @param bias [outChannels]
 * @param type the type of both
 */
record Parameters(Optional<Reals> weight, Reals bias, ElementType type) {
    /** Whether nothing overflows the type. */
    boolean fit() {
        return weight.stream().allMatch(reals -> reals.fit(type)) && bias.fit(type);
    }

    /**
     * Replaces a linear operator and its neighbour.
     *
     * @param operator the operator; its weight and bias inputs are set to these parameters, new ones under new names
     * @param output the value that it computes from now on
     * @param removed the nodes it stands for
     */
    Edit into(Scope scope, Node operator, String output, Node... removed) {
        Edit edit = Edit.remove(removed);
        String newWeight = operator.inputs().get(1);
        if (weight.isPresent()) {
            newWeight = scope.names().fresh(output + "/weight");
            edit = edit.add(Initializer.of(newWeight, weight.get().toTensor(type)));
        }
        String newBias = scope.names().fresh(output + "/bias");
        List<String> inputs = List.of(operator.inputs().get(0), newWeight, newBias);
        return edit.add(Initializer.of(newBias, bias.toTensor(type)))
                .add(operator.withInputs(inputs).withOutputs(List.of(output)));
    }
}
