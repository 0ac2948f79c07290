package dev.octet.staticrange;

import dev.octet.calibrate.data.DataSource;
import dev.octet.calibrate.data.Sample;
import java.util.Iterator;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongPredicate;
import java.util.stream.StreamSupport;

/**
 * Some of the samples of a source, each read only when it is asked for.
 *
 * @param whole all samples
 * @param wanted the numbers of those that are given, from 0
 */
record SomeSamples(DataSource whole, LongPredicate wanted) implements DataSource {
    @Override
    public Iterator<Sample> iterator() {
        AtomicLong number = new AtomicLong();
        return StreamSupport.stream(whole.spliterator(), false)
                .filter(sample -> wanted.test(number.getAndIncrement()))
                .iterator();
    }

    @Override
    public String description() {
        return "some of " + whole.description();
    }

    @Override
    public boolean isRandom() {
        return whole.isRandom();
    }
}
