/**
 * Figures of accuracy: what each sample says about a model, and one number from all of them.
 *
 * <p>A program can bring its own {@link dev.octet.compare.metric.Metric}. Not here: where labels come from
 * ({@code compare.label}) and how sure a figure is ({@code compare.statistics}).
 */
@NullMarked
package dev.octet.compare.metric;

import org.jspecify.annotations.NullMarked;
