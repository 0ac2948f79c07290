package dev.octet.dynamic;

import dev.octet.graph.Model;
import dev.octet.rewrite.TraceEntry;
import java.util.List;

/**
 * A dynamically quantized model.
 *
 * @param model the model, with the same signature
 * @param trace which rule was applied to which node, and why others were not
 */
public record DynamicResult(Model model, List<TraceEntry> trace) {
    /** Copies the list. */
    public DynamicResult {
        trace = List.copyOf(trace);
    }

    /** Number of nodes that were quantized. */
    public long quantizedNodes() {
        return trace.stream().filter(TraceEntry::applied).count();
    }
}
