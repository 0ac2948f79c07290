/**
 * From file to file in one call: {@link dev.octet.StaticQuantization}, {@link dev.octet.DynamicQuantization},
 * {@link dev.octet.WeightQuantization} and {@link dev.octet.CodebookQuantization} each take a configuration and give a
 * result, which a report turns into JSON.
 *
 * <p>Not here: any step itself; each has a package of its own.
 */
@NullMarked
package dev.octet;

import org.jspecify.annotations.NullMarked;
