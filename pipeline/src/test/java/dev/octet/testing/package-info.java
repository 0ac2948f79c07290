/**
 * The test kit that the tests of several packages share: graphs as text, assertions about rules and passes that also
 * run the models, seeded tensors, where the project and the optional real models are.
 *
 * <p>Not here: helpers that only one package's tests need; they lie beside those tests.
 */
@NullMarked
package dev.octet.testing;

import org.jspecify.annotations.NullMarked;
