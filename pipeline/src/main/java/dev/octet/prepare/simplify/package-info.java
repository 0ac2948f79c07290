/**
 * Rules that leave weights alone: they take out nodes that do nothing, and merge nodes that one operator can do.
 *
 * <p>A rule matches a node only where it can show, for every input the model accepts, that nothing would change;
 * conditions name the obstacles beyond that.
 *
 * <p>Not here: arithmetic on weights, and the evaluation of constant subgraphs.
 */
@NullMarked
package dev.octet.prepare.simplify;

import org.jspecify.annotations.NullMarked;
