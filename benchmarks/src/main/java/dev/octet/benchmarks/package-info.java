/**
 * Programs that measure the library, started from their sources with the library's jar, and JMH's benchmarks of its
 * innermost loops, which the Maven profile {@code benchmarks} builds.
 *
 * <p>Not here: tests, and scripts that measure from outside.
 */
@org.jspecify.annotations.NullMarked
package dev.octet.benchmarks;
