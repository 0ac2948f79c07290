/**
 * Passes that change the precision that a model computes in.
 *
 * <p>Not here: integers, which placement and insertion bring in.
 */
@NullMarked
package dev.octet.prepare.precision;

import org.jspecify.annotations.NullMarked;
