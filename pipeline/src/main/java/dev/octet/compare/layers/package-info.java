/**
 * Where the error of a quantized model comes from: for every quantized tensor and weight the error in place and the
 * error it causes alone, the operators to blame, and what to change.
 *
 * <p>Not here: how near the outputs are as a whole, and how results are written.
 */
@NullMarked
package dev.octet.compare.layers;

import org.jspecify.annotations.NullMarked;
