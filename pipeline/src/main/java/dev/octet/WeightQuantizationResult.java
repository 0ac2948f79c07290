package dev.octet;

import dev.octet.float16.Float16Result;
import dev.octet.provenance.Provenance;
import dev.octet.rewrite.TraceEntry;
import dev.octet.run.RunResult;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What became of a model whose weights were quantized or that was converted to float16.
 *
 * @param configuration what was asked
 * @param trace which rule was applied to which node's weights, and why others stayed float
 * @param eightBitNodes names of the nodes with weights of 8 bits where others have 4, chosen or named
 * @param float16 what was converted to float16, if that was asked
 * @param notes what a user should know besides
 * @param provenance what the model was made from, as its metadata says
 * @param floatBytes size of the float model with its external data
 * @param quantizedBytes size of what was written, with its external data
 * @param loaded whether ONNX Runtime loaded the result; models that take gigabytes are not tried
 * @param seconds wall-clock time of the whole run
 */
public record WeightQuantizationResult(
        WeightQuantizationConfiguration configuration,
        List<TraceEntry> trace,
        Set<String> eightBitNodes,
        Optional<Float16Result> float16,
        List<String> notes,
        Provenance provenance,
        long floatBytes,
        long quantizedBytes,
        boolean loaded,
        double seconds)
        implements RunResult {
    /** Copies the collections. */
    public WeightQuantizationResult {
        trace = List.copyOf(trace);
        eightBitNodes = Set.copyOf(eightBitNodes);
        notes = List.copyOf(notes);
    }

    /** How many nodes have quantized weights, by their operator. */
    public Map<String, Long> applied() {
        return trace.stream()
                .filter(TraceEntry::applied)
                .collect(
                        Collectors.groupingBy(WeightQuantizationResult::operator, TreeMap::new, Collectors.counting()));
    }

    /** There is one rule for each operator, and it bears its name. */
    private static String operator(TraceEntry entry) {
        return entry.rule().replaceAll("^Quantize|Weight$|Table$", "");
    }

    /** The weights that stayed float. */
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
