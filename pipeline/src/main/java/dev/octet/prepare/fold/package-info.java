/**
 * Rules that compute new weights: an affine map beside a linear operator becomes part of that operator.
 *
 * <p>All arithmetic is in binary64 and rounded once, to the type of the weight that it replaces. A new weight is always
 * a new initializer, so a weight that several nodes share is never changed under them.
 *
 * <p>Not here: rewrites that leave weights alone, and the folding of whole constant subgraphs.
 */
@NullMarked
package dev.octet.prepare.fold;

import org.jspecify.annotations.NullMarked;
