/**
 * What makes values constant: initializers that only look like inputs, Constant nodes, operators applied to constants,
 * and shapes that are the same for every input.
 *
 * <p>ONNX Runtime computes; nothing here knows what an operator means, except Constant, Shape and how a Gather or a
 * Slice of a shape reads it.
 *
 * <p>Not here: rules for nodes that do not become constants.
 */
@NullMarked
package dev.octet.prepare.constant;

import org.jspecify.annotations.NullMarked;
