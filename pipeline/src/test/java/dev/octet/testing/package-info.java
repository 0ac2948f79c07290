/**
 * What the tests of several packages share: where the project and the optional real models are.
 *
 * <p>Not here: helpers that only one package's tests need; they lie beside those tests.
 */
@NullMarked
package dev.octet.testing;

import org.jspecify.annotations.NullMarked;
