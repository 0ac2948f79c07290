package dev.octet.calibrate;

import dev.octet.calibrate.data.Sample;
import dev.octet.progress.Cancellation;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.IntConsumer;

/** Hands out samples in order to several workers, one worker at a time. */
final class SampleQueue {
    private final Iterator<Sample> samples;
    private final Cancellation cancellation;
    private final IntConsumer done;
    private long handedOut;
    private boolean stopped;

    /** A queue of what an iterator gives; {@code done} learns how many more samples are done. */
    SampleQueue(Iterator<Sample> samples, Cancellation cancellation, IntConsumer done) {
        this.samples = samples;
        this.cancellation = cancellation;
        this.done = done;
    }

    /**
     * Samples in a row.
     *
     * @param first the number of the first one, counted from 0
     */
    record Chunk(long first, List<Sample> samples) {}

    /**
     * The next samples, at most so many; none when the source has ended or a worker has failed.
     *
     * @throws dev.octet.error.OctetException of kind CANCELLED if somebody asked to stop
     */
    synchronized Chunk take(int limit) {
        cancellation.check();
        List<Sample> taken = new ArrayList<>();
        while (!stopped && taken.size() < limit && samples.hasNext()) {
            taken.add(samples.next());
        }
        Chunk chunk = new Chunk(handedOut, taken);
        handedOut += taken.size();
        return chunk;
    }

    /** So many samples more are done. */
    synchronized void finished(int count) {
        done.accept(count);
    }

    /** Hands out nothing any more. */
    synchronized void stop() {
        stopped = true;
    }
}
