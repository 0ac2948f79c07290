/**
 * Turns models of binary32 into models of binary16, except where that would lose more than it saves.
 *
 * <p>Weights are converted when they are written, so no converted weight is ever in memory as a whole. Not here: the
 * way back, which preparation knows, and integers.
 */
@NullMarked
package dev.octet.float16;

import org.jspecify.annotations.NullMarked;
