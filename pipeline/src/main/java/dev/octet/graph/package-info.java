/**
 * An ONNX model as an immutable value: graphs, nodes, values, attributes, initializers, and who uses what.
 *
 * <p>A changed model is a new model that shares everything unchanged with the old one, weights above all. What a file
 * said beyond what is modelled here travels along untouched as an {@link dev.octet.graph.Origin}.
 *
 * <p>Not here: files ({@code format}), rules ({@code rewrite}), the meaning of operators.
 */
@NullMarked
package dev.octet.graph;

import org.jspecify.annotations.NullMarked;
