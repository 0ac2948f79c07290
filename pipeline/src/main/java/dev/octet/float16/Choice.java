package dev.octet.float16;

import java.util.Optional;

/**
 * What a node computes in, and why not in float16.
 *
 * @param precision the precision
 * @param reason why it stays float32, where it might have been converted
 */
record Choice(Precision precision, Optional<String> reason) {
    static final Choice FLOAT16 = new Choice(Precision.FLOAT16, Optional.empty());
    static final Choice EITHER = new Choice(Precision.EITHER, Optional.empty());

    /** Of a node that has nothing to do with floats. */
    static final Choice UNTOUCHED = new Choice(Precision.FLOAT32, Optional.empty());

    static Choice float32(String reason) {
        return new Choice(Precision.FLOAT32, Optional.of(reason));
    }
}
