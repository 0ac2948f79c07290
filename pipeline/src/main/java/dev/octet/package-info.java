/**
 * The whole pipeline in one call: {@link dev.octet.StaticQuantization} takes a configuration and gives a result.
 *
 * <p>Not here: any step itself; each has a package of its own.
 */
@NullMarked
package dev.octet;

import org.jspecify.annotations.NullMarked;
