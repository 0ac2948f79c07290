package dev.octet.weightonly;

import dev.octet.graph.Model;
import dev.octet.rewrite.TraceEntry;
import java.util.List;
import java.util.Set;

/**
 * A model with quantized weights.
 *
 * @param model the model; its weights are computed when they are read or written
 * @param trace which rule was applied to which node, and why others were not
 * @param eightBitNodes names of the nodes whose weights have 8 bits where others have 4: those of the settings, and
 *     those that were chosen by samples
 */
public record WeightOnlyResult(Model model, List<TraceEntry> trace, Set<String> eightBitNodes) {
    /** Copies the collections. */
    public WeightOnlyResult {
        trace = List.copyOf(trace);
        eightBitNodes = Set.copyOf(eightBitNodes);
    }

    /** Number of nodes whose weights were quantized. */
    public long quantizedNodes() {
        return trace.stream().filter(TraceEntry::applied).count();
    }
}
