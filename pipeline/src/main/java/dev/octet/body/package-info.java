/**
 * Bodies of If, Loop and Scan as models of their own, so that whatever quantizes a model quantizes them too.
 *
 * <p>Out: a body becomes a model with what it captures as inputs, or as constants where they are. What it is given
 * while samples run through the model around it are its own samples: the branch that a condition chooses, and each
 * round of a loop. Back: what was added gets names that are free in the whole model, what was captured is captured
 * again.
 *
 * <p>Not here: what is done with such a model.
 */
@NullMarked
package dev.octet.body;

import org.jspecify.annotations.NullMarked;
