package dev.octet.calibrate.data;

import dev.octet.error.Kind;
import dev.octet.error.OctetException;
import dev.octet.progress.Cancellation;
import dev.octet.progress.Progress;
import java.util.ArrayList;
import java.util.List;

/**
 * What is wrong with a whole data set.
 *
 * @param samples number of samples looked at
 * @param problems those that cannot be used, in their order
 */
public record DataCheck(long samples, List<Problem> problems) {
    /** Copies the list. */
    public DataCheck {
        problems = List.copyOf(problems);
    }

    /**
     * A sample that cannot be used.
     *
     * @param sample how it is called
     * @param reason why, in a sentence that names it
     */
    public record Problem(String sample, String reason) {}

    /**
     * Reads every sample once, without running a model.
     *
     * @throws OctetException of any kind but INVALID_DATA that reading throws, and of kind CANCELLED
     */
    public static DataCheck of(DataSource source, Cancellation cancellation, Progress progress) {
        progress.started("checking data", source.size().orElse(Progress.UNKNOWN));
        List<Problem> problems = new ArrayList<>();
        long samples = 0;
        try {
            for (Sample sample : source) {
                cancellation.check();
                problem(sample, problems);
                samples++;
                progress.advanced(samples);
            }
        } finally {
            progress.finished();
        }
        return new DataCheck(samples, problems);
    }

    private static void problem(Sample sample, List<Problem> problems) {
        try {
            sample.inputs();
        } catch (OctetException failure) {
            if (failure.kind() != Kind.INVALID_DATA) {
                throw failure;
            }
            problems.add(new Problem(sample.id(), String.valueOf(failure.getMessage())));
        }
    }

    /** Whether every sample can be used. */
    public boolean isClean() {
        return problems.isEmpty();
    }
}
