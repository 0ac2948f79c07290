/**
 * Quantizes weights and leaves every value between nodes float: no calibration data, smaller files, less memory
 * traffic.
 *
 * <p>A rule for each operator that carries weights; two forms in which the result is written. How a block becomes codes
 * is in {@code affine.block}.
 */
@NullMarked
package dev.octet.weightonly;

import org.jspecify.annotations.NullMarked;
