/**
 * Insertion: a float model, a plan and observed ranges become a model with QuantizeLinear and DequantizeLinear.
 *
 * <p>Weights and biases are stored as integers with a DequantizeLinear behind them; every other quantized value gets
 * one QuantizeLinear, and a DequantizeLinear for those who read it. Zero points are always written, also where they are
 * 0: ONNX Runtime's optimizer has been wrong about pairs without (its issues 27845, 28491, 28716).
 *
 * <p>{@link dev.octet.insert.QOperatorForm} then writes operators on integers in place of the pairs, where that is
 * asked for.
 *
 * <p>Not here: which nodes are quantized ({@code place}), and the arithmetic ({@code affine}).
 */
@NullMarked
package dev.octet.insert;

import org.jspecify.annotations.NullMarked;
