package dev.octet.float16;

import dev.octet.graph.Graph;
import dev.octet.graph.Use;
import dev.octet.tensor.ElementType;
import dev.octet.tensor.Tensor;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The binary32 constants of a graph and what float16 would do to them; each is looked at once, and only if asked. */
final class ConstantFacts {
    /** Where a number that stands for infinity may be a smaller one: it is added, selected, or made ready for that. */
    private static final Set<String> MASKING = Set.of(
            "Add",
            "Clip",
            "Concat",
            "Expand",
            "Gather",
            "GatherND",
            "Identity",
            "Max",
            "Min",
            "Mul",
            "Pad",
            "Reshape",
            "ScatterND",
            "Slice",
            "Squeeze",
            "Sub",
            "Tile",
            "Transpose",
            "Trilu",
            "Unsqueeze",
            "Where");

    private final Graph graph;
    private final Map<String, HalfRange> ranges = new LinkedHashMap<>();

    ConstantFacts(Graph graph) {
        this.graph = graph;
    }

    /** The binary32 tensor of a constant. */
    Optional<Tensor> tensor(String value) {
        return graph.constant(value).filter(tensor -> tensor.type() == ElementType.FLOAT);
    }

    /** What would become of a constant, or empty where there is none of that name. */
    Optional<HalfRange> range(String value) {
        return tensor(value).map(tensor -> ranges.computeIfAbsent(value, name -> HalfRange.of(tensor)));
    }

    /** Whether a constant overflows only where it stands for infinity, and everything that reads it may see less. */
    boolean isMask(String value) {
        return range(value).filter(HalfRange::overflowsAsMask).isPresent()
                && !graph.uses().isOutput(value)
                && graph.uses().of(value).stream().allMatch(ConstantFacts::isMasking);
    }

    private static boolean isMasking(Use use) {
        return MASKING.contains(use.node().operator().type())
                && use.node().operator().domain().isEmpty();
    }

    /** Everything that was looked at. */
    Map<String, HalfRange> seen() {
        return ranges;
    }
}
