/**
 * Runs a model over calibration data and collects what its values look like.
 *
 * <p>Not here: where samples come from ({@code calibrate.data}), what is counted and how a range follows from it
 * ({@code observe}), which values are wanted ({@code place}).
 */
@NullMarked
package dev.octet.calibrate;

import org.jspecify.annotations.NullMarked;
