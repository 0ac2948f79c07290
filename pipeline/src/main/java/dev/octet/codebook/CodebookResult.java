package dev.octet.codebook;

import dev.octet.graph.Model;
import dev.octet.rewrite.TraceEntry;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * A model with weights as codes into codebooks.
 *
 * @param model the model; codes are computed when they are read or written
 * @param weights the weights that were replaced
 * @param trace which node's weight was replaced, and why others were not
 */
public record CodebookResult(Model model, List<CodebookWeight> weights, List<TraceEntry> trace) {
    /** Copies the lists. */
    public CodebookResult {
        weights = List.copyOf(weights);
        trace = List.copyOf(trace);
    }

    /** Signal to quantization noise of all replaced weights together, in dB. */
    public double sqnr() {
        return CodebookWeight.decibels(sum(CodebookWeight::energy), sum(CodebookWeight::squaredError));
    }

    /** What evenly spaced codes of as many bits would reach. */
    public double uniformSqnr() {
        return CodebookWeight.decibels(sum(CodebookWeight::energy), sum(CodebookWeight::uniformSquaredError));
    }

    private double sum(ToDoubleFunction<CodebookWeight> part) {
        return weights.stream().mapToDouble(part).sum();
    }
}
