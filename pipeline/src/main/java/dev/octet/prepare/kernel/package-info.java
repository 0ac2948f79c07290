/**
 * Other operators for the same function, where ONNX Runtime's CPU provider computes them sooner. Only for targets that
 * it runs.
 *
 * <p>Not here: rewrites that take work away wherever a model runs ({@code simplify}, {@code fold}).
 */
@NullMarked
package dev.octet.prepare.kernel;

import org.jspecify.annotations.NullMarked;
