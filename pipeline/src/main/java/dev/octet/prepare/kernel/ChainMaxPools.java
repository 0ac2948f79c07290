package dev.octet.prepare.kernel;

import dev.octet.graph.Attribute;
import dev.octet.graph.Node;
import dev.octet.graph.Use;
import dev.octet.rewrite.Condition;
import dev.octet.rewrite.Edit;
import dev.octet.rewrite.Rule;
import dev.octet.rewrite.Scope;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Takes the greatest of a large window from the greatest of small ones, where a {@code MaxPool} has found those. This
 * is what stands in "spatial pyramid pooling" of YOLO.
 *
 * <pre>{@code
 * y = MaxPool(x) {kernel_shape=[k, k], pads = k / 2}
 * z = MaxPool(x) {kernel_shape=[n, n], pads = n / 2}   ->   z = MaxPool(y) {kernel_shape = n - k + 1, pads = (n - k) / 2}
 *
 * k, n   odd, n larger; strides of 1
 * }</pre>
 *
 * <p>The windows of y around each position of the smaller window cover the larger one, at borders too, because padding
 * is never the greatest. 13 times 13 elements become 5 times 5 beside a pool of 9.
 *
 * <p>Source: ONNX operator MaxPool-8 and later by its definition.
 */
public final class ChainMaxPools implements Rule<ChainMaxPools.Match> {
    /**
     * {@code large} and {@code small} read the same value.
     *
     * @param rank spatial dimensions
     */
    record Match(Scope scope, Node large, Node small, int rank) {
        private long rest() {
            return side(large) - side(small) + 1;
        }
    }

    private static final List<Condition<Match>> CONDITIONS = List.of(new Condition<>(
            "it does not tell where it found the greatest",
            match -> match.scope().isUnused(match.large().output(1).orElse(""))));

    @Override
    public Optional<Match> match(Scope scope, Node root) {
        return isCentred(root)
                ? scope.graph().uses().of(root.inputs().get(0)).stream()
                        .filter(use -> use.slot() != Use.CAPTURE)
                        .map(Use::node)
                        .filter(node -> isCentred(node) && rank(node) == rank(root) && side(node) < side(root))
                        .max(Comparator.comparingLong(ChainMaxPools::side))
                        .map(small -> new Match(scope, root, small, rank(root)))
                : Optional.empty();
    }

    /** Whether each result is the greatest around its own position, as far to one side as to any other. */
    private static boolean isCentred(Node node) {
        return node.is("MaxPool")
                && rank(node) > 0
                && side(node) % 2 == 1
                && isEach(node, "kernel_shape", side(node), 1)
                && isEach(node, "pads", side(node) / 2, 0)
                && isEach(node, "strides", 1, 1)
                && isEach(node, "dilations", 1, 1)
                && node.intAttribute("ceil_mode", 0) == 0
                && node.stringAttribute("auto_pad", "NOTSET").equals("NOTSET");
    }

    private static boolean isEach(Node node, String attribute, long value, long otherwise) {
        return node.intsAttribute(attribute).orElse(List.of(otherwise)).stream().allMatch(number -> number == value);
    }

    private static int rank(Node node) {
        return node.intsAttribute("kernel_shape").orElse(List.of()).size();
    }

    private static long side(Node node) {
        return node.intsAttribute("kernel_shape").orElseThrow().get(0);
    }

    @Override
    public List<Condition<Match>> conditions() {
        return CONDITIONS;
    }

    @Override
    public Edit rewrite(Scope scope, Match match) {
        long[] kernel = new long[match.rank()];
        long[] pads = new long[2 * match.rank()];
        Arrays.fill(kernel, match.rest());
        Arrays.fill(pads, match.rest() / 2);
        Node pool = match.large()
                .withInput(0, match.small().output())
                .withAttribute("kernel_shape", Attribute.ints(kernel))
                .withAttribute("pads", Attribute.ints(pads));
        return Edit.remove(match.large()).add(pool);
    }
}
