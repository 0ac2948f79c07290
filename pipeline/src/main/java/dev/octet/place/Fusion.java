package dev.octet.place;

/**
 * An operator that a target runs on integers when its inputs are dequantized values.
 *
 * @param operator the operator's name in ONNX's own domain
 * @param result what the target makes of the result
 * @param slowness time of the integer kernel as a multiple of what {@link Costs} say of its role
 */
public record Fusion(String operator, Result result, double slowness) {
    /** What may follow a fused operator. */
    public enum Result {
        /** Every use of the result has to go through one QuantizeLinear. */
        QUANTIZED,
        /** The result is quantized where one QuantizeLinear is its only use, and float otherwise. */
        EITHER,
        /** The result is not a float tensor in the first place. */
        UNTOUCHED
    }

    /** The same with a kernel so many times as slow. */
    Fusion slower(double times) {
        return new Fusion(operator, result, slowness * times);
    }
}
