package dev.octet.place;

/**
 * The kinds of reasons for which a node stays float, and for each what would mend it.
 *
 * <p>Some are what was asked for: an exclusion, or that speed decides. The others keep a node float although it was to
 * be quantized.
 */
public enum Cause {
    /** The user wants it so. */
    EXCLUDED(false, "nothing to mend; to quantize it, take its name or operator out of the exclusions and overrides"),
    /** It is part of what the model came with. */
    QUANTIZED_BEFORE(false, "quantize the float model that this one was made from"),
    /** The operator table has no entry for it. */
    UNKNOWN_OPERATOR(
            false, "export the model with operators that have an integer form, or leave it: the rest is quantized"),
    /** The target does not run the operator on integers. */
    NO_KERNEL(false, "choose a target that has one, or leave it: conversions around it would only take time"),
    /** A Relu or Clip that no quantizer can stand in for. */
    LONE_LIMIT(false, "nothing to mend: it takes part in the node in front where that one is quantized"),
    /** Nothing in it is computed while the model runs. */
    CONSTANT(false, "let it be folded: raise the limit for folded constants"),
    /** A product of two computed values, which only pays in size where there is none to save. */
    COMPUTED_PRODUCT(false, "give --prefer size to quantize it all the same"),
    /** Integers would not be faster. */
    UNPROFITABLE(false, "give --prefer size to quantize every convolution and matrix product all the same"),
    /** Something does not hold that the operator's integer form needs. */
    REQUIREMENT(true, "export the model so that it holds; scales and transposes can be put into the weights"),
    /** Callers may replace what would have to be a constant. */
    OVERRIDABLE(true, "give --fix-overridable, which takes the initializer off the model's inputs"),
    /** A weight or bias is computed while the model runs. */
    COMPUTED_CONSTANT(true, "export the model with its weights and biases as initializers"),
    /** A constant has a shape or elements that have no codes. */
    UNSUITABLE_CONSTANT(
            true, "mend the constant in the float model: a shape that its operator documents, finite elements"),
    /** A value is no float tensor, or nothing is known of it. */
    UNSUITABLE_VALUE(
            true, "export the model in float32 with shapes that can be inferred, and give samples that run through it"),
    /** Calibration saw no finite element of a value. */
    UNSEEN(true, "give samples that run through it, or its range by an override"),
    /** ONNX Runtime leaves the pairs around it as they are. */
    UNFUSED(true, "exclude it by name if that is right; a newer ONNX Runtime may fuse it"),
    /** It was left float so that the outputs reach the floor. */
    INACCURATE(true, "give more samples or another --range, allow a lower --floor, or exclude it by name"),
    /** One scale for all it joins would leave the smaller ones hardly a code. */
    UNEVEN(false, "nothing to mend; heads that are outputs of their own need no join"),
    /** The opset has no QuantizeLinear. */
    OPSET(true, "export the model with opset 13 or later"),
    /** A whole model for which integers do not pay. */
    WHOLE_MODEL(false, "give --prefer size to quantize it all the same, or run the float model");

    private final boolean refusal;
    private final String remedy;

    Cause(boolean refusal, String remedy) {
        this.refusal = refusal;
        this.remedy = remedy;
    }

    /** What would mend it, or why nothing has to be. */
    public String remedy() {
        return remedy;
    }

    /**
     * Whether it keeps a node float that was to be quantized, neither by the user's wish nor because it does not pay.
     */
    public boolean isRefusal() {
        return refusal;
    }

    /** The decision to leave a node float for this cause. */
    public Decision.LeftFloat because(String reason) {
        return new Decision.LeftFloat(this, reason);
    }
}
