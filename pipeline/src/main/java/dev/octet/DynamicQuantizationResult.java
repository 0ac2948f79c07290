package dev.octet;

import dev.octet.prepare.Prepared;
import dev.octet.provenance.Provenance;
import dev.octet.rewrite.TraceEntry;
import dev.octet.run.RunResult;
import dev.octet.runtime.FusionReport;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What became of a model that was quantized dynamically.
 *
 * @param configuration what was asked
 * @param prepared the model made ready; its trace also tells of outliers that were tamed
 * @param notes what a user should know, in sentences
 * @param trace which rule was applied to which node, and why others stayed float
 * @param fusion what ONNX Runtime makes of the result
 * @param provenance what the model was made from, as its metadata says
 * @param floatBytes size of the float model with its external data
 * @param quantizedBytes size of what was written, with its external data
 * @param seconds wall-clock time of the whole run
 */
public record DynamicQuantizationResult(
        DynamicQuantizationConfiguration configuration,
        Prepared prepared,
        List<String> notes,
        List<TraceEntry> trace,
        FusionReport fusion,
        Provenance provenance,
        long floatBytes,
        long quantizedBytes,
        double seconds)
        implements RunResult {
    /** Copies the lists. */
    public DynamicQuantizationResult {
        notes = List.copyOf(notes);
        trace = List.copyOf(trace);
    }

    /** How many nodes of each operator ONNX Runtime makes of the result, by name. */
    public Map<String, Integer> operators() {
        return fusion.operators();
    }

    /** How many nodes were quantized, by their operator. */
    public Map<String, Long> applied() {
        return trace.stream()
                .filter(TraceEntry::applied)
                .collect(Collectors.groupingBy(
                        entry -> entry.rule().replaceAll("^Quantize", ""), TreeMap::new, Collectors.counting()));
    }

    /** The nodes that stayed float. */
    public List<TraceEntry> refused() {
        return trace.stream().filter(entry -> !entry.applied()).toList();
    }

    @Override
    public Path model() {
        return configuration.model();
    }

    @Override
    public Path output() {
        return configuration.output();
    }
}
