package dev.octet.calibrate;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Notes where values were not finite. Safe for threads; what it holds does not depend on who noted what first. */
final class NonFiniteLog {
    private final Map<String, Entry> entries = new LinkedHashMap<>();

    private record Entry(long firstNumber, String firstSample, long samples, long count) {
        Entry merge(Entry other) {
            Entry first = firstNumber <= other.firstNumber ? this : other;
            return new Entry(first.firstNumber, first.firstSample, samples + other.samples, count + other.count);
        }
    }

    /** One run gave so many for a value; it counts as one sample. */
    synchronized void add(String value, long sampleNumber, String sample, long count) {
        entries.merge(value, new Entry(sampleNumber, sample, 1, count), Entry::merge);
    }

    /** The entries in the order of the given values. */
    synchronized List<NonFinite> entries(Set<String> order) {
        List<NonFinite> list = new ArrayList<>();
        for (String value : order) {
            Entry entry = entries.get(value);
            if (entry != null) {
                list.add(new NonFinite(value, entry.firstSample, entry.samples, entry.count));
            }
        }
        return list;
    }
}
