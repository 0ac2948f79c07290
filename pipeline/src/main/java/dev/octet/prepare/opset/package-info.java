/**
 * Raises the version of ONNX's own operator set: a table of every operator and what each of its versions changed, and
 * the adapters that rewrite a node of one version as nodes of the next.
 *
 * <p>An upgrade is all or nothing. Where one node cannot be rewritten with the same meaning, the model keeps its
 * version and the reason is told.
 *
 * <p>The facts behind the table are the operator schemas of ONNX and their changelog. Where a schema left a result
 * open, the meaning that counts is what ONNX Runtime computes.
 *
 * <p>Not here: going back to an older version, and the operator sets of other domains, which have versions of their
 * own.
 */
@NullMarked
package dev.octet.prepare.opset;

import org.jspecify.annotations.NullMarked;
