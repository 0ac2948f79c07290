/**
 * Element types, shapes and immutable tensors, on the heap or mapped from a file.
 *
 * <p>Not here: names, graphs, files in ONNX's format, and any arithmetic beyond converting between element types.
 */
@NullMarked
package dev.octet.tensor;

import org.jspecify.annotations.NullMarked;
