package dev.octet.suite;

/** What came of one model. */
enum Outcome {
    /** The file is no ONNX model, is damaged, or breaks a rule of the format. */
    NOT_A_MODEL("not a model"),
    /** ONNX Runtime refuses the float model, or runs it on none of the inputs that were tried. */
    NOT_RUNNABLE("float model does not run"),
    /** The float model runs, and Octet says why it does not quantize it. */
    REFUSED("refused"),
    /** Nothing was quantized, and the model was copied. */
    UNCHANGED("left float"),
    /** The model was quantized. */
    QUANTIZED("quantized"),
    /** Something that must not happen. */
    DEFECT("DEFECT");

    private final String words;

    Outcome(String words) {
        this.words = words;
    }

    /** The outcome for people. */
    @Override
    public String toString() {
        return words;
    }
}
