package dev.octet.prepare.constant;

import dev.octet.graph.Dimension;
import dev.octet.graph.Graph;
import dev.octet.graph.Node;
import dev.octet.graph.ValueType;
import dev.octet.graph.ValueType.TensorType;
import dev.octet.tensor.ElementType;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * How much memory computing ahead may take, so that a small file cannot ask for a large one.
 *
 * <p>A result may be as large as what its node reads, or as the limit; all that is gained over what is read and not
 * needed any more may be {@link #TOTAL_LIMITS} limits.
 */
final class FoldingBudget {
    private static final int TOTAL_LIMITS = 16;

    /** Elements of any type beyond which nothing fits. */
    private static final long COUNT_LIMIT = 1L << 50;

    /** What a string is taken to need: the bytes of a reference. */
    private static final int STRING_BITS = 64;

    private final long limit;
    private long left;

    /**
     * A budget that nothing was taken from.
     *
     * @param limit bytes of the largest value that may be larger than what it is computed from
     */
    FoldingBudget(long limit) {
        this.limit = limit;
        this.left = Math.multiplyExact(TOTAL_LIMITS, limit);
    }

    /** Whether a node's results are known to fit, given the types of values; if so, they are taken off. */
    boolean take(Graph graph, Node node, Map<String, ValueType> types) {
        Stream<String> computed = node.outputs().stream().filter(output -> !output.isEmpty());
        OptionalLong results = sum(computed, types);
        long read = sum(inputs(node), types).orElse(0);
        long freed = sum(inputs(node).filter(input -> graph.uses().count(input) == 1), types)
                .orElse(0);
        if (results.isEmpty() || results.getAsLong() > Math.max(limit, read)) {
            return false;
        }
        long gained = Math.max(0, results.getAsLong() - freed);
        if (gained > left) {
            return false;
        }
        left -= gained;
        return true;
    }

    private static Stream<String> inputs(Node node) {
        return node.inputs().stream().filter(input -> !input.isEmpty());
    }

    /** The bytes of some values together, empty where one is not known or they are too many to count. */
    private static OptionalLong sum(Stream<String> values, Map<String, ValueType> types) {
        long sum = 0;
        for (String value : values.distinct().toList()) {
            OptionalLong size = types.get(value) instanceof TensorType type ? size(type) : OptionalLong.empty();
            if (size.isEmpty() || size.getAsLong() > Long.MAX_VALUE - sum) {
                return OptionalLong.empty();
            }
            sum += size.getAsLong();
        }
        return OptionalLong.of(sum);
    }

    private static OptionalLong size(TensorType type) {
        long bits = type.element() == ElementType.STRING
                ? STRING_BITS
                : type.element().bits();
        long count = 1;
        for (Dimension dimension : type.dimensions().orElse(List.of(Dimension.UNKNOWN))) {
            long factor = dimension.number().orElse(-1);
            if (factor < 0 || (factor > 0 && count > COUNT_LIMIT / factor)) {
                return OptionalLong.empty();
            }
            count *= factor;
        }
        return OptionalLong.of((count * bits + 7) / 8);
    }
}
