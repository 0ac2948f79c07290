/**
 * Effects: what of a value its readers can see, found in a graph.
 *
 * <p>Exporters spell out activation functions: HardSwish as Add, Clip and Mul, SiLU as Sigmoid and Mul. Put together
 * again, they tell which values are as good as the same, so that no codes are spent on telling them apart.
 *
 * <p>Not here: choosing ranges ({@code observe}).
 */
@NullMarked
package dev.octet.effect;

import org.jspecify.annotations.NullMarked;
