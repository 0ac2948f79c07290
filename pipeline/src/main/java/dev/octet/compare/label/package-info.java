/**
 * What is right for each sample: class folders, tables and arrays beside the data.
 *
 * <p>Not here: what a label means to a metric ({@code compare.metric}).
 */
@NullMarked
package dev.octet.compare.label;

import org.jspecify.annotations.NullMarked;
