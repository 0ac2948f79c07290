package dev.octet.weightonly;

import dev.octet.graph.Model;
import dev.octet.rewrite.TraceEntry;
import java.util.List;

/**
 * A model with quantized weights.
 *
 * @param model the model; its weights are computed when they are read or written
 * @param trace which rule was applied to which node, and why others were not
 */
public record WeightOnlyResult(Model model, List<TraceEntry> trace) {
    /** Copies the list. */
    public WeightOnlyResult {
        trace = List.copyOf(trace);
    }

    /** Number of nodes whose weights were quantized. */
    public long quantizedNodes() {
        return trace.stream().filter(TraceEntry::applied).count();
    }
}
