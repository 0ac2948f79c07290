/**
 * Quantizes every model under a folder and tabulates what came of it: the promise that Octet works on any model, tried.
 *
 * <p>Models run in another process, so that one that crashes native code or does not come to an end is a line in the
 * table too. Not here: accuracy against labels, and speed.
 */
@NullMarked
package dev.octet.suite;

import org.jspecify.annotations.NullMarked;
