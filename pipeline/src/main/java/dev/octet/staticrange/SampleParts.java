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
    /** With fewer to judge by, one that happens to be easy would hide what becomes of the others. */
    private static final int FEWEST_JUDGED = 4;

    /**
     * Every third sample is judged by. Where these would be fewer than four, all samples are judged by, and where there
     * are fewer than three, all are for both.
     */
    static SampleParts of(DataSource samples) {
        int count = countUpTo(JUDGED * FEWEST_JUDGED, samples);
        DataSource tuned = count < JUDGED ? samples : new SomeSamples(samples, number -> !isJudged(number));
        DataSource judged = count < JUDGED * FEWEST_JUDGED ? samples : new SomeSamples(samples, SampleParts::isJudged);
        return new SampleParts(tuned, judged);
    }

    private static boolean isJudged(long number) {
        return number % JUDGED == JUDGED - 1;
    }

    private static int countUpTo(int most, DataSource samples) {
        int count = 0;
        for (Iterator<Sample> all = samples.iterator(); count < most && all.hasNext(); all.next()) {
            count++;
        }
        return count;
    }
}
