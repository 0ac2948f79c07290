package dev.octet.prepare;

import dev.octet.prepare.opset.OpsetUpgrade;

/**
 * How far a model may be changed before it is observed.
 *
 * @param opset the version of ONNX's operators to raise an older model to, 7 to 21; a newer model keeps its own
 * @param foldLimit bytes; a constant that would be larger, and larger than what it is computed from, stays computed
 * @param fixOverridable whether initializers that a caller may override (IR version 4 and later) become constants; that
 *     takes them off the list of inputs
 * @param forOnnxRuntime whether operators are replaced by others that ONNX Runtime's CPU provider computes sooner
 * @param separateBiases whether, for ONNX Runtime, a bias is kept apart from a product of known dimensions; of no use
 *     where values are quantized at run time, in products that take in their bias
 */
public record PreparationSettings(
        long opset, long foldLimit, boolean fixOverridable, boolean forOnnxRuntime, boolean separateBiases) {
    /** The first version in which QuantizeLinear and DequantizeLinear take one scale a channel. */
    public static final long PER_CHANNEL_OPSET = 13;

    private static final long OLDEST_OPSET = 7;
    private static final long DEFAULT_FOLD_LIMIT = 16L << 20;

    /** Checks the ranges. */
    public PreparationSettings {
        if (opset < OLDEST_OPSET || opset > OpsetUpgrade.NEWEST) {
            throw new IllegalArgumentException("Expected an operator set of version %d to %d, got %d"
                    .formatted(OLDEST_OPSET, OpsetUpgrade.NEWEST, opset));
        }
        if (foldLimit < 0 || foldLimit > 1L << 40) {
            throw new IllegalArgumentException("Expected a limit of 0 to 2^40 bytes, got " + foldLimit);
        }
    }

    /** Operators of version 13, constants up to 16 MiB, no change to the model's inputs, for ONNX Runtime. */
    public static PreparationSettings defaults() {
        return new PreparationSettings(PER_CHANNEL_OPSET, DEFAULT_FOLD_LIMIT, false, true, true);
    }

    /** These settings with another version of ONNX's operators. */
    public PreparationSettings withOpset(long version) {
        return new PreparationSettings(version, foldLimit, fixOverridable, forOnnxRuntime, separateBiases);
    }

    /** These settings with another limit for computed constants, in bytes. */
    public PreparationSettings withFoldLimit(long bytes) {
        return new PreparationSettings(opset, bytes, fixOverridable, forOnnxRuntime, separateBiases);
    }

    /** These settings, making overridable initializers constants or not. */
    public PreparationSettings withFixOverridable(boolean fixed) {
        return new PreparationSettings(opset, foldLimit, fixed, forOnnxRuntime, separateBiases);
    }

    /** These settings, for ONNX Runtime or for whoever runs the model. */
    public PreparationSettings withForOnnxRuntime(boolean wanted) {
        return new PreparationSettings(opset, foldLimit, fixOverridable, wanted, separateBiases);
    }

    /** These settings, keeping biases apart from products of known dimensions or not. */
    public PreparationSettings withSeparateBiases(boolean separate) {
        return new PreparationSettings(opset, foldLimit, fixOverridable, forOnnxRuntime, separate);
    }
}
