package dev.octet.place;

/**
 * How one computed value or graph input is quantized.
 *
 * @param name the value
 * @param parameters where its parameters come from: observed, fixed or shared
 * @param atSource whether its producer runs on integers, so that whoever reads it reads the dequantized form; otherwise
 *     float readers keep reading the value as it was computed
 */
public record ValuePlan(String name, Parameters parameters, boolean atSource) {}
