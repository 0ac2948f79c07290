/**
 * What is kept of the values that were observed, and ranges estimated from it.
 *
 * <p>A statistic is an immutable value with an identity and a {@code merge} that is associative and commutative, and
 * observing the union of two sets of values gives the same bits as merging what was observed of each. So the result
 * does not depend on the order, the batches, the threads or the machines that the values came through.
 *
 * <p>Not here: running models, data sources, and scales and zero points.
 */
@NullMarked
package dev.octet.observe;

import org.jspecify.annotations.NullMarked;
