package dev.octet.float16;

/**
 * A constant with values that float16 does not hold.
 *
 * @param name its name
 * @param elements number of elements
 * @param overflowing finite values beyond 65504
 * @param clamped whether these stand for infinity, as in attention masks, and became 10000; otherwise the operator that
 *     reads them stays float32
 * @param underflowing values so near to zero that float16 makes zero of them
 */
public record Float16Constant(String name, long elements, long overflowing, boolean clamped, long underflowing) {}
