package dev.octet.inspect;

import dev.octet.graph.Node;
import dev.octet.tensor.Tensor;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Finds weights that are stored as codes into lists of values: {@code Gather(values, Cast(codes))} for one list, and
 * {@code GatherElements} for one each channel.
 *
 * <p>Tables whose rows are looked up read their indices from elsewhere, and constant indices of shapes are not cast
 * from 8 bits or fewer. Source: Gather-13, GatherElements-13, Cast-21.
 */
final class Codebooks {
    private static final int MOST_BITS = 8;

    /**
     * A weight.
     *
     * @param codes an integer for each element
     * @param values what the codes stand for, one or more lists of them
     * @param entries values of a list
     */
    record Found(Tensor codes, Tensor values, long entries) {
        long bytes() {
            return codes.data().byteSize() + values.data().byteSize();
        }

        Granularity granularity() {
            return values.elementCount() == entries ? Granularity.TENSOR : Granularity.CHANNEL;
        }
    }

    private final Map<String, Node> casts = new HashMap<>();
    private final StoredConstants constants;

    Codebooks(Walk walk, StoredConstants constants) {
        this.constants = constants;
        walk.visits().stream()
                .map(Walk.Visit::node)
                .filter(node -> node.is("Cast"))
                .forEach(node -> casts.put(node.output(), node));
    }

    /** The weight that a node computes, if it is such a node. */
    Optional<Found> at(Walk.Visit visit) {
        if (!visit.node().is("Gather") && !visit.node().is("GatherElements")) {
            return Optional.empty();
        }
        return constants
                .at(visit, 0)
                .filter(values -> values.type().isFloating() && values.elementCount() > 0)
                .flatMap(values -> codes(visit)
                        .filter(codes -> isList(visit.node(), values, codes))
                        .map(codes -> new Found(codes, values, entries(visit.node(), values))));
    }

    private Optional<Tensor> codes(Walk.Visit visit) {
        return visit.node()
                .input(1)
                .flatMap(name -> Optional.ofNullable(casts.get(name)))
                .flatMap(cast -> cast.input(0))
                .flatMap(name -> constants.named(visit, name))
                .filter(codes -> codes.type().isInteger() && codes.type().bits() <= MOST_BITS);
    }

    /** Gather picks single values only from a list, not rows from a table. */
    private static boolean isList(Node node, Tensor values, Tensor codes) {
        return node.is("Gather")
                ? values.shape().rank() == 1
                : values.shape().rank() == codes.shape().rank();
    }

    private static long entries(Node node, Tensor values) {
        int axis = (int) node.intAttribute("axis", 0);
        return values.shape().dimension(axis < 0 ? axis + values.shape().rank() : axis);
    }
}
