package dev.octet.observe;

import dev.octet.affine.Affine;
import dev.octet.affine.Range;
import dev.octet.affine.Scheme;
import dev.octet.affine.Symmetry;

/**
 * Shrinks a range to where codes make the smallest squared error in what is read of the values, each bound for itself.
 * Behind a SiLU, {@code x * sigmoid(x)}, all values below about -6 are nearly zero, so codes for them are wasted.
 *
 * <p>Bounds are tried in steps of a factor {@code 2^(-1/8)}, since how far one has to shrink may be a factor of a
 * hundred; of equal errors the wider range wins.
 */
final class EffectSearch {
    private static final double STEP = Math.pow(2, -1.0 / 8);
    /** Down to a 256th: below that, a bound is within a code of zero. */
    private static final int STEPS = 64;

    private static final int ROUNDS = 2;

    private final EffectError error;
    private final Scheme scheme;

    EffectSearch(EffectError error, Scheme scheme) {
        this.error = error;
        this.scheme = scheme;
    }

    /** The best range within one. */
    Range within(Range widest) {
        Range best = widest;
        for (int round = 0; round < ROUNDS; round++) {
            Range before = best;
            if (scheme.symmetry() == Symmetry.SYMMETRIC) {
                best = shrunk(best, true, true);
            } else {
                best = shrunk(shrunk(best, true, false), false, true);
            }
            if (best.equals(before)) {
                break;
            }
        }
        return best;
    }

    private Range shrunk(Range from, boolean lower, boolean upper) {
        Range best = from;
        double smallest = error.of(Affine.of(from, scheme));
        // A bound beyond zero is no bound: every range that is coded holds zero.
        double min = Math.min(0, from.min());
        double max = Math.max(0, from.max());
        double factor = 1;
        for (int step = 0; step < STEPS; step++) {
            factor *= STEP;
            Range candidate = new Range((float) (lower ? min * factor : min), (float) (upper ? max * factor : max));
            double found = error.of(Affine.of(candidate, scheme));
            if (found < smallest) {
                smallest = found;
                best = candidate;
            }
        }
        return best;
    }
}
