package dev.octet.calibrate;

import dev.octet.calibrate.data.Sample;
import dev.octet.error.Kind;
import dev.octet.error.OctetException;
import dev.octet.progress.Cancellation;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;

/**
 * Hands out samples in order to several workers, one worker at a time; pauses where what was seen is to be saved.
 *
 * <p>Whoever gets the first samples has a head start: in a fresh process Java begins to compile what counts values, and
 * several workers would take the processors from the compiler to do slowly what is quick once it is compiled.
 */
final class SampleQueue {
    /** Other workers wait no longer than this, so that they lose little where the model is slow. */
    private static final long HEAD_START = TimeUnit.MILLISECONDS.toNanos(100);

    private final Iterator<Sample> samples;
    private final Cancellation cancellation;
    private final IntConsumer done;
    private final long headStart;
    private long handedOut;
    private boolean pauses;
    private long pauseAt;
    private boolean stopped;
    private boolean begun;
    private boolean firstDone;
    private long headStartEnd;

    /**
     * A queue of the samples that an iterator still has.
     *
     * @param handedOut how many it has given already
     * @param done learns how many more are done
     */
    SampleQueue(Iterator<Sample> samples, long handedOut, Cancellation cancellation, IntConsumer done) {
        this(samples, handedOut, cancellation, done, HEAD_START);
    }

    /** The same with another head start, in nanoseconds. */
    SampleQueue(Iterator<Sample> samples, long handedOut, Cancellation cancellation, IntConsumer done, long headStart) {
        this.samples = samples;
        this.handedOut = handedOut;
        this.cancellation = cancellation;
        this.done = done;
        this.headStart = headStart;
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
     * @throws OctetException of kind CANCELLED if somebody asked to stop
     */
    synchronized Chunk take(int limit) {
        awaitHeadStart();
        cancellation.check();
        List<Sample> taken = new ArrayList<>();
        boolean open = !stopped && !(pauses && System.nanoTime() - pauseAt >= 0);
        while (open && taken.size() < limit && samples.hasNext()) {
            taken.add(samples.next());
        }
        Chunk chunk = new Chunk(handedOut, taken);
        handedOut += taken.size();
        if (!begun && !taken.isEmpty()) {
            begun = true;
            headStartEnd = System.nanoTime() + headStart;
        }
        return chunk;
    }

    private void awaitHeadStart() {
        try {
            long left = headStartEnd - System.nanoTime();
            while (begun && !firstDone && !stopped && left > 0) {
                TimeUnit.NANOSECONDS.timedWait(this, left);
                left = headStartEnd - System.nanoTime();
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new OctetException(Kind.CANCELLED, "Calibration was interrupted", interrupted);
        }
    }

    /** So many samples more are done. */
    synchronized void finished(int count) {
        done.accept(count);
        firstDone = true;
        notifyAll();
    }

    /** Hands out nothing any more. */
    synchronized void stop() {
        stopped = true;
        notifyAll();
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
