/**
 * How long work tells how far it is, and how it is asked to stop.
 *
 * <p>Not here: bars and terminals, which belong to the command line. Knows only {@code error}.
 */
@NullMarked
package dev.octet.progress;

import org.jspecify.annotations.NullMarked;
