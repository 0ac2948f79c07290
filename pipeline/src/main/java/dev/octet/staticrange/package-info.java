/**
 * Static quantization of a model in memory: {@link dev.octet.staticrange.StaticQuantizer} prepares, plans, finds ranges
 * from samples that are then fixed in the model, rewrites, refines and proves that the result runs.
 *
 * <p>Not here: any of these steps itself, and files.
 */
@NullMarked
package dev.octet.staticrange;

import org.jspecify.annotations.NullMarked;
