/**
 * The {@code octet} command: arguments in, exit codes and text out.
 *
 * <p>The only place that ends the process or writes to the standard streams. It decides nothing about quantization.
 */
@NullMarked
package dev.octet.cli;

import org.jspecify.annotations.NullMarked;
