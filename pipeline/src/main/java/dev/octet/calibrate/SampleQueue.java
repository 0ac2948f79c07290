package dev.octet.calibrate;

import dev.octet.calibrate.data.Sample;
import dev.octet.progress.Cancellation;
import dev.octet.progress.Progress;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/** Hands out samples in order to several workers, one worker at a time, and counts what is done. */
final class SampleQueue {
    private final Iterator<Sample> samples;
    private final Cancellation cancellation;
    private final Progress progress;
    private long handedOut;
    private long done;
    private boolean stopped;

    SampleQueue(Iterator<Sample> samples, Cancellation cancellation, Progress progress) {
        this.samples = samples;
        this.cancellation = cancellation;
        this.progress = progress;
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
        done += count;
        progress.advanced(done);
    }

    /** Hands out nothing any more. */
    synchronized void stop() {
        stopped = true;
    }
}
