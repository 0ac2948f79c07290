package dev.octet.calibrate;

import dev.octet.calibrate.data.DataSource;
import dev.octet.error.Kind;
import dev.octet.error.OctetException;
import dev.octet.observe.StatisticKind;
import dev.octet.runtime.OptimizationLevel;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;
import java.util.stream.Stream;

/** One pass over the samples: opens the model, lets workers at it, and saves what was seen as it grows. */
final class CalibrationPass {
    private static final long SAVE_EVERY = TimeUnit.SECONDS.toNanos(2);

    private final ObservedModel observed;
    private final OptimizationLevel level;
    private final CalibrationSettings settings;
    private final Optional<CheckpointStore> store;
    private final Observations observations;

    /**
     * A pass that has not begun.
     *
     * @param level how far ONNX Runtime may change the graph
     * @param store where to save what was seen, if anywhere
     */
    CalibrationPass(
            ObservedModel observed,
            OptimizationLevel level,
            CalibrationSettings settings,
            Optional<CheckpointStore> store) {
        this.observed = observed;
        this.level = level;
        this.settings = settings;
        this.store = store;
        this.observations = new Observations(observed.values(), observed.rearranged(), settings.statistics());
    }

    /** Goes through all samples; {@code done} learns of each. */
    Checkpoint run(DataSource source, IntConsumer done) {
        Resumption start = Resumption.of(source, store, settings.cancellation(), done);
        if (start.isComplete()) {
            return start.checkpoint();
        }
        observations.merge(start.checkpoint());
        try (OpenedModel opened = OpenedModel.open(observed, level)) {
            SampleQueue queue =
                    new SampleQueue(start.rest(), start.checkpoint().handedOut(), settings.cancellation(), done);
            return rounds(start, queue, workers(queue, opened, start.digests()));
        }
    }

    /** Lets the workers run, saving in between. Between rounds no sample is half done. */
    private Checkpoint rounds(Resumption start, SampleQueue queue, List<Worker> workers) {
        // A state that goes from sample to sample is not saved, so such a run is saved only when it is over.
        boolean saves = store.isPresent() && settings.feedback().isEmpty();
        try (WorkerThreads threads = new WorkerThreads(workers.size())) {
            Checkpoint seen;
            do {
                if (saves) {
                    queue.pauseAfter(SAVE_EVERY);
                }
                threads.run(workers);
                Optional<RuntimeException> failure = firstFailure(workers);
                if (failure.isPresent()) {
                    saveIfCancelled(failure.get(), saves, start, queue, workers);
                    throw failure.get();
                }
                seen = seen(start, queue, workers);
                if (saves || seen.complete()) {
                    save(seen);
                }
            } while (!seen.complete());
            return seen;
        }
    }

    /** Whoever is asked to stop finishes the samples in hand, so what was seen is whole. */
    private void saveIfCancelled(
            RuntimeException failure, boolean saves, Resumption start, SampleQueue queue, List<Worker> workers) {
        if (saves && failure instanceof OctetException known && known.kind() == Kind.CANCELLED) {
            save(seen(start, queue, workers));
        }
    }

    private void save(Checkpoint checkpoint) {
        store.ifPresent(open -> open.save(checkpoint));
    }

    private List<Worker> workers(SampleQueue queue, OpenedModel opened, SampleDigests digests) {
        // A state goes from one sample to the next, so they cannot be joined or dealt out.
        boolean inOrder = !settings.feedback().isEmpty();
        boolean oneByOne = inOrder || settings.statistics().contains(StatisticKind.SAMPLE_RANGES);
        CalibrationSettings each = oneByOne ? settings.withBatchSize(1) : settings;
        SampleBatches batches = new SampleBatches(opened.inputs());
        List<Worker> workers = new ArrayList<>();
        for (int i = 0; i < (inOrder ? 1 : settings.workers()); i++) {
            Feedback feedback = new Feedback(settings.feedback(), opened.inputs());
            workers.add(new Worker(queue, opened.session(), batches, each, feedback, observations.another(), digests));
        }
        return workers;
    }

    /** Of several, that of the earliest sample, so that the same data give the same error. */
    private static Optional<RuntimeException> firstFailure(List<Worker> workers) {
        return workers.stream()
                .flatMap(worker -> worker.failure().stream())
                .min(Comparator.comparingLong(Worker.Failure::sampleNumber))
                .map(Worker.Failure::cause);
    }

    private Checkpoint seen(Resumption start, SampleQueue queue, List<Worker> workers) {
        boolean complete = queue.isEmpty();
        if (complete && !start.checkpoint().complete()) {
            Observations.Run model = observations.run(0, "the model");
            observed.constants().forEach(model::observe);
        }
        List<Observations> all = new ArrayList<>(List.of(observations));
        workers.forEach(worker -> all.add(worker.observations()));
        Stream<SkippedSample> skipped = Stream.concat(
                start.checkpoint().skipped().stream(), workers.stream().flatMap(worker -> worker.skipped().stream()));
        return new Checkpoint(
                complete,
                queue.handedOut(),
                start.checkpoint().observed()
                        + workers.stream().mapToLong(Worker::observed).sum(),
                start.digests().value(),
                Observations.statistics(all),
                observations.nonFinite().entries(observed.values()),
                skipped.sorted(Comparator.comparingLong(SkippedSample::number)).toList());
    }
}
