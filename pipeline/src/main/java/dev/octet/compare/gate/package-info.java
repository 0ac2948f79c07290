/**
 * Criteria that a comparison has to meet, so that a build can fail by itself.
 *
 * <p>Not here: exit codes and files for CI systems. A criterion that cannot be judged is an error, never a pass.
 */
@NullMarked
package dev.octet.compare.gate;

import org.jspecify.annotations.NullMarked;
