package dev.octet.place;

/**
 * An operator that a target runs on integers when its inputs are dequantized values.
 *
 * @param operator the operator's name in ONNX's own domain
 * @param result what the target makes of the result
 * @param slowness time of the integer kernel as a multiple of what {@link Costs} say of its role
 * @param attracted whether the target itself moves a conversion next to the operator to its other side, so that it runs
 *     on integers as soon as its only reader or the producer of its input does
 * @param reads which of its inputs are quantized
 */
public record Fusion(String operator, Result result, double slowness, boolean attracted, Reads reads) {
    /** What may follow a fused operator. */
    public enum Result {
        /** Every use of the result has to go through one QuantizeLinear. */
        QUANTIZED,
        /** The result is quantized where one QuantizeLinear is its only use, and float otherwise. */
        EITHER,
        /** The result is not a float tensor in the first place. */
        UNTOUCHED
    }

    /** Which inputs of a fused operator are quantized. */
    public enum Reads {
        /** All that can be. */
        ALL,
        /** The one that goes around the product whose result is the other input: see {@link Residual}. */
        RESIDUAL
    }

    /** An operator that runs on integers only where it is told to. */
    static Fusion of(String operator, Result result) {
        return new Fusion(operator, result, 1, false, Reads.ALL);
    }

    /** The same with a kernel so many times as slow. */
    Fusion slower(double times) {
        return new Fusion(operator, result, slowness * times, attracted, reads);
    }

    /** The same, running on integers also where a neighbour does. */
    Fusion whereANeighbourDoes() {
        return new Fusion(operator, result, slowness, true, reads);
    }

    /** The same, reading integers only from what goes around a product. */
    Fusion behindAProduct() {
        return new Fusion(operator, result, slowness, attracted, Reads.RESIDUAL);
    }
}
