/**
 * The one family of exceptions that Octet throws on purpose.
 *
 * <p>Not here: exit codes, which belong to the command line and are derived from {@link dev.octet.error.Kind}.
 */
@NullMarked
package dev.octet.error;

import org.jspecify.annotations.NullMarked;
