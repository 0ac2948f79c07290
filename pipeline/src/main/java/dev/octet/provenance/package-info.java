/**
 * What a quantized model was made from, written into the model itself so that anybody can make it again.
 *
 * <p>Not here: making it again. Knows {@code graph} and {@code runtime}.
 */
@NullMarked
package dev.octet.provenance;

import org.jspecify.annotations.NullMarked;
