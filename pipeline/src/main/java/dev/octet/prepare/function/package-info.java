/**
 * Functions that a model defines, spelled out where the main graph calls them, so that their nodes can be quantized.
 *
 * <p>Not here: raising the opset of a function's body ({@code opset}).
 */
@NullMarked
package dev.octet.prepare.function;

import org.jspecify.annotations.NullMarked;
