package dev.octet.run;

import dev.octet.graph.Model;
import dev.octet.runtime.Session;
import dev.octet.runtime.SessionSettings;
import java.util.List;

/**
 * Proves that ONNX Runtime loads what is about to be written, unless that would take more memory than there may be.
 *
 * @param loads whether the model is tried
 */
public record LoadCheck(boolean loads) {
    /** ONNX Runtime holds a model's weights in memory more than once while it loads it. */
    private static final long LARGEST = 1L << 30;

    /** Whether the results of a float model with so many bytes are tried. */
    public static LoadCheck forBytes(long floatBytes) {
        return new LoadCheck(floatBytes <= LARGEST);
    }

    /**
     * Loads a model if models of this size are tried.
     *
     * @throws dev.octet.error.OctetException of kind RUNTIME if ONNX Runtime refuses it
     */
    public void load(Model model) {
        if (loads) {
            Session.open(model, SessionSettings.defaults()).close();
        }
    }

    /** What a user should know of a result that was not tried. */
    public static List<String> notes(boolean loaded) {
        return loaded ? List.of() : List.of("not tried in ONNX Runtime: the model is larger than 1 GB");
    }
}
