/**
 * ONNX files to models and back, losing nothing, and the checks of the format's rules.
 *
 * <p>The only package that knows the protobuf messages. Elements carry the message they came from as an
 * {@link dev.octet.graph.Origin}; the writer starts from it and changes only what differs, so an unchanged model keeps
 * every field, known or not. Weights are never read as a whole: they stay in the mapped file until someone looks.
 *
 * <p>Not here: changing graphs ({@code rewrite}), running them ({@code runtime}), the meaning of operators.
 */
@NullMarked
package dev.octet.format;

import org.jspecify.annotations.NullMarked;
