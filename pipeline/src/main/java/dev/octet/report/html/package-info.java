/**
 * The comparison of two models, or of two runs, as one HTML page that opens without a network.
 *
 * <p>The page is in the resources of this package: a frame, a style sheet and scripts of one idea each. It draws the
 * JSON of {@code octet compare}, which it carries inside; nothing about models is decided here.
 */
@NullMarked
package dev.octet.report.html;

import org.jspecify.annotations.NullMarked;
