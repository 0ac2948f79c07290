package dev.octet.calibrate;

import dev.octet.calibrate.data.Sample;
import dev.octet.progress.Cancellation;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.IntConsumer;

/** Hands out samples in order to several workers, one worker at a time; pauses where what was seen is to be saved. */
final class SampleQueue {
    private final Iterator<Sample> samples;
    private final Cancellation cancellation;
    private final IntConsumer done;
    private long handedOut;
    private boolean pauses;
    private long pauseAt;
    private boolean stopped;

    /**
     * A queue of the samples that an iterator still has.
     *
     * @param handedOut how many it has given already
     * @param done learns how many more are done
     */
    SampleQueue(Iterator<Sample> samples, long handedOut, Cancellation cancellation, IntConsumer done) {
        this.samples = samples;
        this.handedOut = handedOut;
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
     * The next samples, at most so many; none when the source has ended, a worker has failed or it is time to pause.
     *
     * @throws dev.octet.error.OctetException of kind CANCELLED if somebody asked to stop
     */
    synchronized Chunk take(int limit) {
        cancellation.check();
        List<Sample> taken = new ArrayList<>();
        boolean open = !stopped && !(pauses && System.nanoTime() - pauseAt >= 0);
        while (open && taken.size() < limit && samples.hasNext()) {
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

    /** Hands out samples until so many nanoseconds from now. */
    synchronized void pauseAfter(long nanoseconds) {
        pauses = true;
        pauseAt = System.nanoTime() + nanoseconds;
    }

    /** Whether the source has no more. */
    synchronized boolean isEmpty() {
        return !samples.hasNext();
    }

    /** How many samples were handed out, those before this run counted. */
    synchronized long handedOut() {
        return handedOut;
    }
}
