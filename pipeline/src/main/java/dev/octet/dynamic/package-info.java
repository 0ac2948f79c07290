/**
 * Dynamic quantization: weights become int8 ahead of time, activations uint8 while the model runs, with a range that is
 * found anew for each run. No calibration data.
 *
 * <p>A rule for each operator, in the form that ONNX Runtime fuses. Convolutions stay float.
 */
@NullMarked
package dev.octet.dynamic;

import org.jspecify.annotations.NullMarked;
