/**
 * Correction of biases: what quantization adds to the mean of a channel, taken off again where it costs nothing.
 *
 * <p>Codes of weights and activations are off by something that mostly does not average out: all inputs of a channel
 * may be positive, and few weights sum up in a depthwise convolution. Samples show by how much.
 *
 * <p>Not here: the scale of a bias ({@code affine}), and which codes a weight gets ({@code rounding}).
 */
@NullMarked
package dev.octet.bias;

import org.jspecify.annotations.NullMarked;
