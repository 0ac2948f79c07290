/**
 * Ranges on their way in and out: Octet's own JSON, ONNX Runtime's calibration cache and tensor overrides, and
 * TensorRT's calibration table.
 *
 * <p>Not here: how ranges are found.
 */
@NullMarked
package dev.octet.calibrate.ranges;

import org.jspecify.annotations.NullMarked;
