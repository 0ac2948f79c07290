package dev.octet.calibrate;

import dev.octet.calibrate.data.DataSource;
import dev.octet.calibrate.data.Sample;
import dev.octet.progress.Cancellation;
import java.util.Iterator;
import java.util.Optional;
import java.util.function.IntConsumer;
import org.slf4j.LoggerFactory;

/**
 * Where a pass goes on: at the beginning, or behind the samples that an earlier run has seen, if they still hold what
 * they held then. To know that they are read again, but not run.
 *
 * @param checkpoint what was seen of the samples before
 * @param rest the samples that follow
 * @param digests the digest over the samples before, to go on with
 */
record Resumption(Checkpoint checkpoint, Iterator<Sample> rest, SampleDigests digests) {
    static Resumption of(
            DataSource source, Optional<CheckpointStore> store, Cancellation cancellation, IntConsumer done) {
        Checkpoint saved = store.map(CheckpointStore::load).orElse(Checkpoint.NONE);
        Iterator<Sample> samples = source.iterator();
        SampleDigests digests = new SampleDigests(0, SampleDigests.START);
        while (digests.count() < saved.handedOut() && samples.hasNext()) {
            cancellation.check();
            digests.addAgain(digests.count(), samples.next());
        }
        if (digests.count() == saved.handedOut() && digests.value().equals(saved.samplesDigest())) {
            if (saved.handedOut() > 0) {
                done.accept(Math.toIntExact(saved.handedOut()));
            }
            return new Resumption(saved, samples, digests);
        }
        // Asked for here, since few runs have anything to log and a logging backend takes long to load.
        LoggerFactory.getLogger(Resumption.class)
                .warn("The samples have changed since they were observed; observing them again");
        return new Resumption(Checkpoint.NONE, source.iterator(), new SampleDigests(0, SampleDigests.START));
    }

    /** Whether there is nothing left to do. */
    boolean isComplete() {
        return checkpoint.complete() && !rest.hasNext();
    }
}
