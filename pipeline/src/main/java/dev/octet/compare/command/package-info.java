/**
 * Metrics that a command of the user's own computes from files with the outputs of both models.
 *
 * <p>Not here: metrics in Java, which see one sample at a time ({@code compare.metric}).
 */
@NullMarked
package dev.octet.compare.command;

import org.jspecify.annotations.NullMarked;
