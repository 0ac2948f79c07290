package dev.octet.staticrange;

import dev.octet.calibrate.data.DataSource;
import dev.octet.calibrate.data.Sample;
import java.util.Iterator;

/**
 * Samples in two parts, so that a model is not judged by what it was tuned to.
 *
 * @param tuned what codes are chosen by
 * @param judged what outputs are compared on
 */
record SampleParts(DataSource tuned, DataSource judged) {
    /** One in so many is judged by. */
    private static final int JUDGED = 3;

    /** Every third sample is judged by; all are for both where there are fewer than three. */
    static SampleParts of(DataSource samples) {
        return areFew(samples)
                ? new SampleParts(samples, samples)
                : new SampleParts(
                        new SomeSamples(samples, number -> !isJudged(number)),
                        new SomeSamples(samples, SampleParts::isJudged));
    }

    private static boolean isJudged(long number) {
        return number % JUDGED == JUDGED - 1;
    }

    private static boolean areFew(DataSource samples) {
        int count = 0;
        for (Iterator<Sample> all = samples.iterator(); count < JUDGED && all.hasNext(); all.next()) {
            count++;
        }
        return count < JUDGED;
    }
}
