/**
 * What changed from one run to another, read from the JSON reports that both wrote.
 *
 * <p>Not here: running anything.
 */
@NullMarked
package dev.octet.report.runs;

import org.jspecify.annotations.NullMarked;
