/**
 * Affine quantization, {@code real = scale * (code - zeroPoint)}: types of codes, ranges to parameters, rounding,
 * saturation and packing, for single values and whole tensors.
 *
 * <p>Everything agrees bit for bit with the operators QuantizeLinear and DequantizeLinear as ONNX Runtime computes
 * them: division in binary32, rounding half to even, saturation, and parameters derived from the scale that is stored.
 *
 * <p>Not here: which tensors are quantized, where ranges come from when values have to be observed, and graphs.
 */
@NullMarked
package dev.octet.affine;

import org.jspecify.annotations.NullMarked;
