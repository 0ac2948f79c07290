package dev.octet.calibrate;

import dev.octet.calibrate.CalibrationSettings.OnBadSample;
import dev.octet.calibrate.SampleBatches.Batch;
import dev.octet.calibrate.SampleBatches.Numbered;
import dev.octet.calibrate.SampleQueue.Chunk;
import dev.octet.calibrate.data.Sample;
import dev.octet.error.Kind;
import dev.octet.error.OctetException;
import dev.octet.runtime.OutputReader;
import dev.octet.runtime.Session;
import dev.octet.tensor.Tensor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;

/** Takes samples from the queue, reads them, runs them and observes what comes out, until there are none left. */
final class Worker implements Callable<Worker> {
    private final SampleQueue queue;
    private final Optional<Session> session;
    private final SampleBatches batches;
    private final CalibrationSettings settings;
    private final Feedback feedback;
    private final Observations observations;
    private final SampleDigests digests;
    private final List<SkippedSample> skipped = new ArrayList<>();
    private Optional<Failure> failure = Optional.empty();
    private long observed;

    /**
     * Why a worker stopped.
     *
     * @param sampleNumber number of the sample at fault, or of the next one where none is
     */
    record Failure(long sampleNumber, RuntimeException cause) {}

    Worker(
            SampleQueue queue,
            Optional<Session> session,
            SampleBatches batches,
            CalibrationSettings settings,
            Feedback feedback,
            Observations observations,
            SampleDigests digests) {
        this.queue = queue;
        this.session = session;
        this.batches = batches;
        this.settings = settings;
        this.feedback = feedback;
        this.observations = observations;
        this.digests = digests;
    }

    @Override
    public Worker call() {
        long next = 0;
        try {
            Chunk chunk = queue.take(settings.batchSize());
            while (!chunk.samples().isEmpty()) {
                next = chunk.first();
                observe(chunk);
                queue.finished(chunk.samples().size());
                chunk = queue.take(settings.batchSize());
            }
        } catch (RuntimeException cause) {
            queue.stop();
            failure = Optional.of(new Failure(next, cause));
        }
        return this;
    }

    private void observe(Chunk chunk) {
        List<Numbered> samples = new ArrayList<>();
        for (int i = 0; i < chunk.samples().size(); i++) {
            Sample sample = chunk.samples().get(i);
            long number = chunk.first() + i;
            orSkip(
                    number,
                    sample,
                    () -> samples.add(new Numbered(number, sample, withConstants(read(number, sample)))));
        }
        batches.of(samples).forEach(this::runOrSkip);
    }

    private Map<String, Tensor> read(long number, Sample sample) {
        Optional<Map<String, Tensor>> inputs = Optional.empty();
        try {
            inputs = Optional.of(sample.inputs());
            return inputs.get();
        } finally {
            Optional<Map<String, Tensor>> read = inputs;
            digests.add(number, sample, read);
        }
    }

    /** A batch that fails is taken apart, so that only the sample at fault is left out. */
    private void runOrSkip(Batch batch) {
        Numbered first = batch.samples().get(0);
        if (settings.onBadSample() == OnBadSample.FAIL || batch.samples().size() == 1) {
            orSkip(first.number(), first.sample(), () -> run(batch));
            return;
        }
        try {
            run(batch);
        } catch (OctetException failure) {
            batch.samples().forEach(one -> runOrSkip(new Batch(List.of(one), one.inputs())));
        }
    }

    /** Does something with a sample; what fails names it, or is noted where bad samples are skipped. */
    private void orSkip(long number, Sample sample, Runnable work) {
        try {
            work.run();
        } catch (OctetException failure) {
            OctetException named = named(sample, failure);
            boolean theSamplesFault = failure.kind() == Kind.INVALID_DATA || failure.kind() == Kind.RUNTIME;
            if (!theSamplesFault || settings.onBadSample() == OnBadSample.FAIL) {
                throw named;
            }
            skipped.add(new SkippedSample(number, sample.id(), String.valueOf(named.getMessage())));
        }
    }

    private static OctetException named(Sample sample, OctetException failure) {
        String message = String.valueOf(failure.getMessage());
        return message.contains("'" + sample.id() + "'")
                ? failure
                : new OctetException(failure.kind(), "Sample '%s': %s".formatted(sample.id(), message), failure);
    }

    private Map<String, Tensor> withConstants(Map<String, Tensor> inputs) {
        if (settings.constants().isEmpty()) {
            return inputs;
        }
        Map<String, Tensor> all = new LinkedHashMap<>(inputs);
        all.putAll(settings.constants());
        return all;
    }

    private void run(Batch batch) {
        Numbered first = batch.samples().get(0);
        Map<String, Tensor> inputs = feedback.before(first.sample().group(), batch.inputs());
        Observations.Run seen = observations.run(first.number(), first.sample().id());
        OutputReader reader = feedback.around(seen.reader());
        session.ifPresent(open -> open.run(inputs, reader));
        inputs.forEach(seen::observe);
        seen.finish();
        observed += batch.samples().size();
    }

    /** What it has seen. */
    Observations observations() {
        return observations;
    }

    List<SkippedSample> skipped() {
        return skipped;
    }

    Optional<Failure> failure() {
        return failure;
    }

    /** Number of samples that were observed. */
    long observed() {
        return observed;
    }
}
