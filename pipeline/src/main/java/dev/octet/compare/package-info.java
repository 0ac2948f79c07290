/**
 * A float model beside its quantized twin: how near the outputs are, what that does to accuracy, what it saves in time
 * and size.
 *
 * <p>Figures only. Not here: which of them are good enough ({@code compare.gate}), where in the model the error arises,
 * and how figures are shown ({@code report}).
 */
@NullMarked
package dev.octet.compare;

import org.jspecify.annotations.NullMarked;
