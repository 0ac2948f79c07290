/**
 * What the runs of every mode share: which files go in and come out, their digests, what a user may have named wrongly,
 * and the result and report that every run ends with.
 *
 * <p>Not here: what a mode does to a model.
 */
@NullMarked
package dev.octet.run;

import org.jspecify.annotations.NullMarked;
