package dev.octet.calibrate;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Notes where values were not finite. Safe for threads; what it holds does not depend on who noted what first. */
final class NonFiniteLog {
    private final Map<String, Entry> entries = new LinkedHashMap<>();

    /**
     * What is noted of a value.
     *
     * @param firstNumber number of the first sample that has some
     * @param firstSample how it is called
     * @param samples how many runs had some
     * @param count how many there are over all
     */
    record Entry(String value, long firstNumber, String firstSample, long samples, long count) {
        Entry merge(Entry other) {
            Entry first = firstNumber <= other.firstNumber ? this : other;
            return new Entry(value, first.firstNumber, first.firstSample, samples + other.samples, count + other.count);
        }

        NonFinite toNonFinite() {
            return new NonFinite(value, firstSample, samples, count);
        }
    }

    /** One run gave so many for a value; it counts as one sample. */
    void add(String value, long sampleNumber, String sample, long count) {
        add(new Entry(value, sampleNumber, sample, 1, count));
    }

    /** Adds what was noted before. */
    synchronized void add(Entry entry) {
        entries.merge(entry.value(), entry, Entry::merge);
    }

    /** The entries in the order of the given values. */
    synchronized List<Entry> entries(Set<String> order) {
        List<Entry> list = new ArrayList<>();
        for (String value : order) {
            Entry entry = entries.get(value);
            if (entry != null) {
                list.add(entry);
            }
        }
        return list;
    }
}
