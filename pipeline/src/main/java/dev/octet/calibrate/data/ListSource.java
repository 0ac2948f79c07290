package dev.octet.calibrate.data;

import java.util.Iterator;
import java.util.List;
import java.util.OptionalLong;

/** Samples whose number and names are known; their tensors may still be in files. */
record ListSource(List<Sample> samples, String description, boolean isRandom) implements DataSource {
    ListSource {
        samples = List.copyOf(samples);
    }

    @Override
    public Iterator<Sample> iterator() {
        return samples.iterator();
    }

    @Override
    public OptionalLong size() {
        return OptionalLong.of(samples.size());
    }
}
