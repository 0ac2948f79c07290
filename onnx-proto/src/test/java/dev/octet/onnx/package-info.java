/**
 * Tests of the schema. The package itself is generated and holds no code of ours.
 *
 * <p>Not here: tests of reading and writing models, which belong to the library.
 */
package dev.octet.onnx;
