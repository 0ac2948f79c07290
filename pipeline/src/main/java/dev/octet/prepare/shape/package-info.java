/**
 * Shapes that a model computes although they are the same for every input, or known but for one dimension.
 *
 * <p>Exporters spell out {@code x.view(x.size(0), -1)} as a chain of Shape, Gather, Unsqueeze and Concat. Without the
 * chain ONNX Runtime infers the shapes of all that follows.
 *
 * <p>Not here: the inference of shapes, which is ONNX Runtime's.
 */
@NullMarked
package dev.octet.prepare.shape;

import org.jspecify.annotations.NullMarked;
