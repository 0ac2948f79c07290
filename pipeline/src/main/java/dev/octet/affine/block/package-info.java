/**
 * Weights as matrices of lines that are quantized in blocks, each block with a scale and a zero point of its own.
 *
 * <p>A line is what one output channel reads: a column of {@code [K, N]}, a row of {@code [N, K]}. Everything here is
 * computed from the float weight when it is looked at, so no quantized weight is ever in memory as a whole. Which
 * operators take which layout is not known here.
 */
@NullMarked
package dev.octet.affine.block;

import org.jspecify.annotations.NullMarked;
