package dev.octet.compare.gate;

/** On which side of its limit a figure has to be; the limit itself will do. */
public enum Bound {
    /** Not below the limit. */
    AT_LEAST("at least"),
    /** Not above the limit. */
    AT_MOST("at most");

    /** Share of the limit that binary fractions may be off: 81.03 - 80.53 is not exactly 0.5. */
    private static final double ROUNDING = 1e-9;

    private final String words;

    Bound(String words) {
        this.words = words;
    }

    /** As in {@code at most 0.5 pt}. */
    public String words() {
        return words;
    }

    /** Whether the figure is on the right side; not a number never is. Rounding is forgiven. */
    public boolean holds(double figure, double limit) {
        double slack = ROUNDING * Math.max(1, Math.abs(limit));
        return this == AT_LEAST ? figure >= limit - slack : figure <= limit + slack;
    }
}
