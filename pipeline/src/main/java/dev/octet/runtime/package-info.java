/**
 * Running models with ONNX Runtime, and asking it what it makes of them: types and shapes, fusions, speed.
 *
 * <p>The only package that knows ONNX Runtime. Native memory is held by a {@link dev.octet.runtime.Session} and nothing
 * else, until it is closed.
 *
 * <p>Not here: reading files ({@code format}), statistics of what runs ({@code observe}), comparing two models' results
 * ({@code compare}).
 */
@NullMarked
package dev.octet.runtime;

import org.jspecify.annotations.NullMarked;
