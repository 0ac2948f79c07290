/**
 * Rules that change graphs: shape, named conditions, rewrite; the passes that apply them; the trace of what happened.
 *
 * <p>A rule sees an immutable graph and answers with an {@link dev.octet.rewrite.Edit}; the engine applies it, keeps
 * the nodes in topological order and writes the trace. The name of a condition that does not hold is the reason a user
 * reads.
 *
 * <p>Not here: any particular rule.
 */
@NullMarked
package dev.octet.rewrite;

import org.jspecify.annotations.NullMarked;
