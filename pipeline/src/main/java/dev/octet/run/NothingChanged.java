package dev.octet.run;

import dev.octet.error.OctetException;
import dev.octet.graph.Model;
import dev.octet.inspect.Inspection;
import dev.octet.rewrite.TraceEntry;
import java.nio.file.Path;
import java.util.List;

/** The failure of a run that found nothing to change in a model. */
public final class NothingChanged {
    private static final String HINT = ". The model is quantized already: take the float model that it was made from";

    private NothingChanged() {}

    /**
     * The failure of kind CONFIGURATION, with why the first node was left alone, and with a hint if the model is
     * quantized already.
     *
     * @param wanted what the model was to have, after "Expected a model with"
     * @param file the model's file
     * @param model the model as it was read
     * @param trace what rules said of its nodes
     * @param otherwise why nothing was changed if no rule said anything
     */
    public static OctetException failure(
            String wanted, Path file, Model model, List<TraceEntry> trace, String otherwise) {
        String reason = trace.stream()
                .findFirst()
                .map(entry -> "%s: refused, since %s"
                        .formatted(entry.node(), entry.reason().orElse("")))
                .orElse(otherwise);
        return OctetException.configuration("Expected a model with %s, got %s with none: %s%s"
                .formatted(
                        wanted,
                        file,
                        reason,
                        Inspection.of(model).quantization().isQuantized() ? HINT : ""));
    }
}
