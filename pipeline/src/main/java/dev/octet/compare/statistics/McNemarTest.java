package dev.octet.compare.statistics;

/**
 * The exact McNemar test: do two classifiers that answered the same questions differ in how often they are right?
 *
 * <p>Only the questions that one alone got right count. If the classifiers were equally good, each of those would be a
 * fair coin, so the p-value is the two-sided tail of a binomial distribution with probability one half. Source: Q.
 * McNemar, Note on the sampling error of the difference between correlated proportions or percentages, Psychometrika
 * 12, 1947; the exact form is the sign test.
 *
 * @param onlyFirst questions that only the first got right
 * @param onlySecond questions that only the second got right
 */
public record McNemarTest(long onlyFirst, long onlySecond) {
    /** Checks that the counts are not negative. */
    public McNemarTest {
        if (onlyFirst < 0 || onlySecond < 0) {
            throw new IllegalArgumentException("Expected counts of 0 or more, got " + onlyFirst + " and " + onlySecond);
        }
    }

    /** The probability of a difference at least as large if both were equally good, from 0 to 1. */
    public double pValue() {
        long trials = onlyFirst + onlySecond;
        long smaller = Math.min(onlyFirst, onlySecond);
        double tail = 0;
        // Term k is C(n, k) / 2^n; its logarithm grows by log((n - k + 1) / k) with each k, so nothing overflows.
        double logTerm = -trials * Math.log(2);
        for (long k = 0; k <= smaller; k++) {
            if (k > 0) {
                logTerm += Math.log((double) (trials - k + 1) / k);
            }
            tail += Math.exp(logTerm);
        }
        return Math.min(1, 2 * tail);
    }
}
