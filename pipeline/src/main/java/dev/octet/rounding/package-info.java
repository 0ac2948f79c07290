/**
 * Rounding of weights: to the codes whose products come nearest to those of the float weight, which are not always the
 * nearest codes.
 *
 * <p>Samples tell how the elements of the windows that a convolution reads go together; with that, errors of the codes
 * of one output channel can be made to cancel each other.
 *
 * <p>Not here: scales ({@code affine}), and GPTQ for weights alone ({@code weightonly}).
 */
@NullMarked
package dev.octet.rounding;

import org.jspecify.annotations.NullMarked;
