/**
 * Refinement: what a plan turns out to be worth once its model exists, and what is changed for it.
 *
 * <p>The quantized model is looked at in three ways: what ONNX Runtime fuses of it, how far its outputs are from the
 * float model's on calibration samples, and, on the host itself, how long it takes. Nodes that do badly are left float
 * and the rest is planned again.
 *
 * <p>Not here: deciding from shapes alone ({@code place}), and judging a finished model ({@code compare}).
 */
@NullMarked
package dev.octet.refine;

import org.jspecify.annotations.NullMarked;
