/**
 * How sure a figure is: confidence intervals, paired tests, rank correlation.
 *
 * <p>Not here: models, tensors, files. Everything takes arrays of numbers, and what is random takes a seed.
 */
@NullMarked
package dev.octet.compare.statistics;

import org.jspecify.annotations.NullMarked;
