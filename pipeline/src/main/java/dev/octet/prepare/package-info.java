/**
 * Makes a float model ready to be observed: constants, current operators, folded weights, nothing superfluous.
 *
 * <p>{@link dev.octet.prepare.PreparationRules} is the list of rules; each is a class in a subpackage. None changes the
 * model's required inputs, its outputs, or what it computes.
 *
 * <p>Not here: any decision about quantization.
 */
@NullMarked
package dev.octet.prepare;

import org.jspecify.annotations.NullMarked;
