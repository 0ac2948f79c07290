/**
 * The whole pipeline in one screen: configuration in, quantized model and report out.
 *
 * <p>The work itself is in the packages below; nothing here reads files, runs models or computes numbers.
 */
@NullMarked
package dev.octet;

import org.jspecify.annotations.NullMarked;
