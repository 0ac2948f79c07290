/**
 * Smoothing: where a few channels of a value reach much further than the others, 8 bits for all leave the others few
 * steps. Such channels are made smaller where they are scaled, and the rows of the weights that meet them larger by the
 * same factor, which a scale for each output channel takes more easily.
 *
 * <p>Source: G. Xiao et al., SmoothQuant: Accurate and Efficient Post-Training Quantization for Large Language Models,
 * 2022. Two things are different here. Factors are powers of two, so that the float model computes the same, bit for
 * bit. And how much is moved is chosen for each value, by the noise that quantization is expected to add.
 *
 * <p>Channels that no factor tames are multiplied apart, in floating point ({@link dev.octet.smooth.Outliers}).
 *
 * <p>Not here: quantizing ({@code place}, {@code insert}).
 */
@NullMarked
package dev.octet.smooth;

import org.jspecify.annotations.NullMarked;
