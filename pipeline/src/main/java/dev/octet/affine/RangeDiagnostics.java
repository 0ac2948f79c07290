package dev.octet.affine;

import java.util.Locale;

/**
 * How well a map's codes are used by the values that were observed.
 *
 * @param observed the observed values
 * @param affine the map that was made for them
 */
public record RangeDiagnostics(Range observed, Affine affine) {
    /** What becomes of a range under a scheme. */
    public static RangeDiagnostics of(Range observed, Scheme scheme) {
        return new RangeDiagnostics(observed, Affine.of(observed, scheme));
    }

    /** Codes that the map may give. */
    public long codes() {
        return affine.highest() - affine.lowest() + 1;
    }

    /** Codes below the one of the lowest observed value or above the one of the highest: nothing observed gets them. */
    public long unusedCodes() {
        long below = affine.quantize(observed.min()) - affine.lowest();
        long above = affine.highest() - affine.quantize(observed.max());
        return below + above;
    }

    /** Share of the codes that nothing observed gets, from 0 to 1. */
    public double unusedShare() {
        return (double) unusedCodes() / codes();
    }

    /** Whether zero lies outside the observed values, so that the range had to be stretched to it. */
    public boolean stretchedToZero() {
        return !observed.contains(0);
    }

    /** One sentence for people, such as {@code [40.0, 1000.0] leaves 3.9 % of 256 codes unused, ...}. */
    public String describe() {
        String reason = stretchedToZero() ? ", because it is stretched to zero, which must have a code" : "";
        return String.format(
                Locale.ROOT, "%s leaves %.1f %% of %d codes unused%s", observed, 100 * unusedShare(), codes(), reason);
    }
}
