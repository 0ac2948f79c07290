package dev.octet.run;

import dev.octet.graph.Model;
import dev.octet.inspect.Inspection;

/** Says of a model in which nothing is left to quantize that it is quantized already, if that is so. */
public final class QuantizedBefore {
    private static final String HINT = ". The model is quantized already: take the float model that it was made from";

    private QuantizedBefore() {}

    /** The end of a sentence; empty for a float model. */
    public static String hint(Model model) {
        return Inspection.of(model).quantization().isQuantized() ? HINT : "";
    }
}
