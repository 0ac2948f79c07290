/**
 * Weights as codes into a list of values that need not be evenly spaced: a codebook for a tensor or for each channel.
 *
 * <p>How values are chosen ({@link dev.octet.codebook.CodebookKind}) knows nothing of models; how a constant is
 * replaced knows nothing of how they were chosen. What is written are ONNX's own operators, so any runtime can run it.
 */
@NullMarked
package dev.octet.codebook;

import org.jspecify.annotations.NullMarked;
