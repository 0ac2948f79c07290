/**
 * Files that hold one sample a line: which bytes are a line, and the cells of a row.
 *
 * <p>Not here: what a cell means to a model ({@code calibrate.data}).
 */
@NullMarked
package dev.octet.calibrate.table;

import org.jspecify.annotations.NullMarked;
