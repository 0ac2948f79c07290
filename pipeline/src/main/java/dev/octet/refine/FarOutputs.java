package dev.octet.refine;

import dev.octet.calibrate.data.DataSource;
import dev.octet.compare.layers.LayerSettings;
import dev.octet.compare.layers.Noise;
import dev.octet.compare.layers.OutputErrors;
import dev.octet.graph.Model;
import java.util.Locale;
import java.util.Map;

/** Names the outputs that are far off where nothing is left float for them, so that nobody finds out later. */
public final class FarOutputs {
    /** Signal over noise in dB below which an output is far off: the noise is more than a sixth of the signal. */
    private static final double FAR = 15;

    private FarOutputs() {}

    /**
     * A draft with a note for each output that is far off.
     *
     * @param prepared the float model that the plan was made for
     * @param data samples, one or more
     * @param layers how samples are run, and how many
     * @throws dev.octet.error.OctetException of kind RUNTIME if ONNX Runtime fails; of kind CANCELLED
     */
    public static Draft noted(Draft draft, Model prepared, DataSource data, LayerSettings layers) {
        OutputErrors errors = OutputErrors.measure(prepared, draft.inserted().model(), data, layers);
        Draft noted = draft;
        for (Map.Entry<String, Noise> output : errors.byOutput().entrySet()) {
            double decibels = output.getValue().sqnr();
            if (decibels < FAR) {
                noted = noted.noted(note(output.getKey(), decibels));
            }
        }
        return noted;
    }

    private static String note(String output, double decibels) {
        return String.format(
                Locale.ROOT,
                "output '%s' has %.1f dB, and nothing is left float for it where size decides; "
                        + "octet compare --layers tells what costs it most",
                output,
                decibels);
    }
}
