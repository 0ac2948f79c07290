package dev.octet.float16;

import dev.octet.graph.Node;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Values that stay binary32 together, because a step between them in binary16 would spoil what comes of them.
 *
 * <p>Three kinds begin such a chain: a number that was an integer, since binary16 counts only to 2048 (positions,
 * sizes, masks, pixels); one that was binary16 and that the model makes binary32 itself; and what an operator that is
 * kept computes, such as a square. It goes on through operators that compute element by element or sum up, as long as
 * they read nothing else but constants, and ends where it meets other values. So the angles of rotary embeddings and
 * the variances of spelled-out normalizations are computed as before.
 */
final class ExactValues {
    private static final Set<String> PASSED_ON = Set.of(
            "Abs",
            "Add",
            "Ceil",
            "Clip",
            "Concat",
            "Cos",
            "Div",
            "Expand",
            "Flatten",
            "Floor",
            "Identity",
            "Log",
            "Max",
            "Min",
            "Mod",
            "Mul",
            "Neg",
            "Reciprocal",
            "ReduceMax",
            "ReduceMean",
            "ReduceMin",
            "ReduceSum",
            "Relu",
            "Reshape",
            "Round",
            "Sin",
            "Slice",
            "Split",
            "Sqrt",
            "Squeeze",
            "Sub",
            "Tile",
            "Transpose",
            "Unsqueeze",
            "Where");

    private final Predicate<String> isFloat;
    private final Predicate<String> widens;
    private final Predicate<String> isConstant;
    private final Set<String> values = new HashSet<>();

    /**
     * Values of a graph, none of them in a chain yet.
     *
     * @param isFloat whether a value is of binary32
     * @param widens whether a value is of an integer type, bool, or a floating-point type of 16 bits
     * @param isConstant whether a value is stored
     */
    ExactValues(Predicate<String> isFloat, Predicate<String> widens, Predicate<String> isConstant) {
        this.isFloat = isFloat;
        this.widens = widens;
        this.isConstant = isConstant;
    }

    /** Begins a chain with what a node computes. */
    void add(Node node) {
        values.addAll(node.outputs());
    }

    /** Whether a node begins a chain or goes on with one; to be asked in the order of the graph. */
    boolean visit(Node node) {
        boolean exact = begins(node) || goesOn(node);
        if (exact) {
            add(node);
        }
        return exact;
    }

    private boolean begins(Node node) {
        return node.is("Cast") && widens.test(node.inputs().get(0));
    }

    private boolean goesOn(Node node) {
        List<String> read = node.inputs().stream()
                .filter(name -> isFloat.test(name) && !isConstant.test(name))
                .toList();
        return node.operator().domain().isEmpty()
                && PASSED_ON.contains(node.operator().type())
                && !read.isEmpty()
                && values.containsAll(read);
    }
}
