/**
 * Programs that measure the library, started from their sources with the library's jar.
 *
 * <p>Not here: tests, and scripts that measure from outside.
 */
@org.jspecify.annotations.NullMarked
package dev.octet.benchmarks;
