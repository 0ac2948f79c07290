package dev.octet.runtime;

import java.time.Duration;

/**
 * How long to measure.
 *
 * @param session how both models run
 * @param warmUp runs of each model before the first that counts, for each sample
 * @param duration when to stop, once {@code minRounds} are done
 * @param minRounds rounds to make at least; a round runs both models once on the same sample
 * @param maxRounds rounds to make at most
 */
public record LatencySettings(SessionSettings session, int warmUp, Duration duration, int minRounds, int maxRounds) {
    /** Checks the ranges. */
    public LatencySettings {
        if (warmUp < 0 || minRounds < 1 || maxRounds < minRounds || duration.isNegative()) {
            throw new IllegalArgumentException(
                    "Expected 0 or more runs to warm up and 1 <= minRounds <= maxRounds, got %d, %d and %d"
                            .formatted(warmUp, minRounds, maxRounds));
        }
    }

    /** Three seconds of at least 11 rounds, with all optimizations and as many threads as processors. */
    public static LatencySettings defaults() {
        return new LatencySettings(SessionSettings.defaults(), 3, Duration.ofSeconds(3), 11, 10_000);
    }

    /** These settings with other settings for the sessions. */
    public LatencySettings withSession(SessionSettings other) {
        return new LatencySettings(other, warmUp, duration, minRounds, maxRounds);
    }

    /** These settings with another duration. */
    public LatencySettings withDuration(Duration other) {
        return new LatencySettings(session, warmUp, other, minRounds, maxRounds);
    }

    /** These settings with exactly so many rounds, however long they take. */
    public LatencySettings withRounds(int rounds) {
        return new LatencySettings(session, warmUp, Duration.ZERO, rounds, rounds);
    }
}
