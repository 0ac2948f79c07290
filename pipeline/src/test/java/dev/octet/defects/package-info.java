/**
 * Known defects of other quantizers and of ONNX Runtime, one test each: every test quantizes a small model with the
 * whole of Octet and runs the result in ONNX Runtime, with graph optimizations and without.
 *
 * <p>{@code cases.md} beside the tests' resources is the table from case to test, of other packages' tests too.
 *
 * <p>Sources: issues and pull requests of github.com/microsoft/onnxruntime, by number; where there is none, the
 * behaviour was seen in onnxruntime.quantization 1.30.
 */
@NullMarked
package dev.octet.defects;

import org.jspecify.annotations.NullMarked;
