/**
 * What can be said about a model by reading it, as values: signature, operators, weights, whether it is quantized.
 *
 * <p>Nothing is run and no weight is read. Not here: text for people ({@code cli}).
 */
@NullMarked
package dev.octet.inspect;

import org.jspecify.annotations.NullMarked;
