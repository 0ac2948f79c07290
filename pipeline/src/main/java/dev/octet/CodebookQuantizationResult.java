package dev.octet;

import dev.octet.codebook.CodebookResult;
import dev.octet.codebook.CodebookWeight;
import dev.octet.provenance.Provenance;
import dev.octet.rewrite.TraceEntry;
import dev.octet.run.LoadCheck;
import dev.octet.run.RunResult;
import java.nio.file.Path;
import java.util.List;

/**
 * What became of a model whose weights are codes into codebooks.
 *
 * @param configuration what was asked
 * @param found the model, with what each weight lost
 * @param provenance what the model was made from, as its metadata says
 * @param floatBytes size of the float model with its external data
 * @param quantizedBytes size of what was written, with its external data
 * @param loaded whether ONNX Runtime loaded the result; models that take gigabytes are not tried
 * @param seconds wall-clock time of the whole run
 */
public record CodebookQuantizationResult(
        CodebookQuantizationConfiguration configuration,
        CodebookResult found,
        Provenance provenance,
        long floatBytes,
        long quantizedBytes,
        boolean loaded,
        double seconds)
        implements RunResult {
    /** The weights that were replaced. */
    public List<CodebookWeight> weights() {
        return found.weights();
    }

    /** The nodes whose weights stayed float. */
    public List<TraceEntry> refused() {
        return found.trace().stream().filter(entry -> !entry.applied()).toList();
    }

    /** Size of the file if the same weights were evenly spaced codes of as many bits. */
    public long uniformBytes() {
        long difference = weights().stream()
                .mapToLong(weight -> weight.uniformBytes() - weight.bytes())
                .sum();
        return quantizedBytes + difference;
    }

    @Override
    public List<String> notes() {
        return LoadCheck.notes(loaded);
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
