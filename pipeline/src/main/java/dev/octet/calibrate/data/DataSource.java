package dev.octet.calibrate.data;

import java.util.List;
import java.util.OptionalLong;

/**
 * A set of samples in a fixed order. A program can give its own by implementing one method, or from a list by
 * {@code list::iterator}.
 *
 * <p>It is iterated several times when observing takes several passes, and has to give the same samples each time. An
 * iterator is used by one thread at a time; {@link Sample#inputs()} may be called by another, and for several samples
 * at once.
 */
@FunctionalInterface
public interface DataSource extends Iterable<Sample> {
    /** Number of samples, where it is known without reading them. */
    default OptionalLong size() {
        return OptionalLong.empty();
    }

    /** What this is, in a few words for a report. */
    default String description() {
        return "samples from " + getClass().getSimpleName();
    }

    /** Whether the samples are made up, so that ranges from them mean little. */
    default boolean isRandom() {
        return false;
    }

    /** A source over samples that are at hand. */
    static DataSource of(List<? extends Sample> samples, String description) {
        return new ListSource(List.copyOf(samples), description, false);
    }
}
