/**
 * Placement: which nodes of a model run on integers, and where the parameters of each quantized value come from.
 *
 * <p>Two tables say what is possible: {@link dev.octet.place.OperatorTable} what an operator needs in each slot,
 * {@link dev.octet.place.TargetTable} what a target accepts and fuses. {@link dev.octet.place.Placement} then chooses,
 * among what is possible, the nodes for which integers pay, conversions included. The answer is a
 * {@link dev.octet.place.Plan}: a decision for every node, with the reason where it stays float.
 *
 * <p>Not here: ranges and scales ({@code affine}, {@code calibrate}), and changes to the graph ({@code insert}).
 */
@NullMarked
package dev.octet.place;

import org.jspecify.annotations.NullMarked;
