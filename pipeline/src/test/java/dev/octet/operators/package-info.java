/**
 * Every operator that ONNX Runtime's CPU provider runs on integers, and those that it does not: small models quantized
 * by the whole of Octet, looked at in the graph that ONNX Runtime makes of them, and run.
 *
 * <p>{@link dev.octet.operators.OperatorTest} is the table; the cases are in the classes named {@code *Cases}.
 */
@NullMarked
package dev.octet.operators;

import org.jspecify.annotations.NullMarked;
