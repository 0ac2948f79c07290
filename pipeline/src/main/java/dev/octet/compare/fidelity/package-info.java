/**
 * How near the outputs of a quantized model are to those of the float model, without labels.
 *
 * <p>Not here: running models, and accuracy against labels.
 */
@NullMarked
package dev.octet.compare.fidelity;

import org.jspecify.annotations.NullMarked;
