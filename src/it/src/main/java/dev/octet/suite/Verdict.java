package dev.octet.suite;

import java.util.List;

/**
 * What came of one model.
 *
 * @param model its file, relative to the folder that was searched
 * @param outcome in one word
 * @param detail why
 * @param outputs fidelity of each output, where the model was quantized
 * @param integerNodes nodes that ONNX Runtime runs on integers
 * @param chosenNodes nodes that were quantized; the ratio is the share that was fused
 * @param seconds wall-clock time
 */
record Verdict(
        String model,
        Outcome outcome,
        String detail,
        List<OutputVerdict> outputs,
        int integerNodes,
        int chosenNodes,
        double seconds) {
    /** A verdict about a model that was not quantized. */
    static Verdict of(String model, Outcome outcome, String detail, double seconds) {
        return new Verdict(model, outcome, detail, List.of(), 0, 0, seconds);
    }

    /** The lowest signal over noise of its outputs, in dB. */
    double worst() {
        return outputs.stream().mapToDouble(OutputVerdict::sqnr).min().orElse(Double.POSITIVE_INFINITY);
    }
}
