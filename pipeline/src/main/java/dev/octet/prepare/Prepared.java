package dev.octet.prepare;

import dev.octet.graph.Model;
import dev.octet.rewrite.Trace;
import java.util.List;

/**
 * A model made ready to be observed and quantized.
 *
 * @param model the model; it computes what the original computes
 * @param trace every rewrite, and every refusal with its reason
 * @param notes what a user should know, in sentences
 */
public record Prepared(Model model, Trace trace, List<String> notes) {
    /** Copies the notes. */
    public Prepared {
        notes = List.copyOf(notes);
    }
}
