package dev.octet.calibrate;

import dev.octet.calibrate.data.DataSource;
import dev.octet.error.Kind;
import dev.octet.error.OctetException;
import dev.octet.graph.Value;
import dev.octet.observe.StatisticKind;
import dev.octet.runtime.OptimizationLevel;
import dev.octet.runtime.Session;
import dev.octet.runtime.SessionSettings;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntConsumer;

/** One pass over the samples: opens the model and lets workers at it. */
final class CalibrationPass {
    private final ObservedModel observed;
    private final OptimizationLevel level;
    private final CalibrationSettings settings;
    private final Observations observations;

    /**
     * A pass that has not begun.
     *
     * @param level how far ONNX Runtime may change the graph
     */
    CalibrationPass(ObservedModel observed, OptimizationLevel level, CalibrationSettings settings) {
        this.observed = observed;
        this.level = level;
        this.settings = settings;
        this.observations = new Observations(observed.values(), settings.statistics());
    }

    /** Goes through all samples; {@code done} learns of each. */
    PassResult run(DataSource source, IntConsumer done) {
        try (Opened opened = open()) {
            SampleQueue queue = new SampleQueue(source.iterator(), settings.cancellation(), done);
            List<Worker> workers = run(workers(queue, opened));
            firstFailure(workers).ifPresent(failure -> {
                throw failure;
            });
            return result(workers);
        }
    }

    /** A session, unless everything wanted is in the samples themselves. */
    private record Opened(Optional<Session> session, List<Value> inputs) implements AutoCloseable {
        @Override
        public void close() {
            session.ifPresent(Session::close);
        }
    }

    private Opened open() {
        if (observed.model().graph().outputs().isEmpty()) {
            return new Opened(Optional.empty(), observed.model().graph().requiredInputs());
        }
        Session session = Session.open(
                observed.model(), SessionSettings.defaults().withLevel(level).withThreads(1));
        return new Opened(Optional.of(session), session.inputs());
    }

    private List<Worker> workers(SampleQueue queue, Opened opened) {
        // A state goes from one sample to the next, so they cannot be joined or dealt out.
        boolean inOrder = !settings.feedback().isEmpty();
        boolean oneByOne = inOrder || settings.statistics().contains(StatisticKind.SAMPLE_RANGES);
        CalibrationSettings each = oneByOne ? settings.withBatchSize(1) : settings;
        SampleBatches batches = new SampleBatches(opened.inputs());
        List<Worker> workers = new ArrayList<>();
        for (int i = 0; i < (inOrder ? 1 : settings.workers()); i++) {
            Feedback feedback = new Feedback(settings.feedback(), opened.inputs());
            workers.add(new Worker(queue, opened.session(), batches, each, feedback, observations));
        }
        return workers;
    }

    private static List<Worker> run(List<Worker> workers) {
        ExecutorService executor = Executors.newFixedThreadPool(workers.size(), CalibrationPass::thread);
        try {
            List<Worker> finished = new ArrayList<>();
            for (Future<Worker> future : executor.invokeAll(workers)) {
                finished.add(future.get());
            }
            return finished;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new OctetException(Kind.CANCELLED, "Calibration was interrupted", interrupted);
        } catch (ExecutionException failure) {
            if (failure.getCause() instanceof Error error) {
                throw error;
            }
            throw new IllegalStateException(failure);
        } finally {
            executor.shutdownNow();
        }
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "octet-calibration");
        thread.setDaemon(true);
        return thread;
    }

    /** Of several, that of the earliest sample, so that the same data give the same error. */
    private static Optional<RuntimeException> firstFailure(List<Worker> workers) {
        return workers.stream()
                .flatMap(worker -> worker.failure().stream())
                .min(Comparator.comparingLong(Worker.Failure::sampleNumber))
                .map(Worker.Failure::cause);
    }

    private PassResult result(List<Worker> workers) {
        observed.constants().forEach((name, tensor) -> observations.observe(0, "the model", name, tensor));
        return new PassResult(
                workers.stream().mapToLong(Worker::observed).sum(),
                observations.statistics(),
                observations.nonFinite().entries(observed.values()),
                workers.stream().flatMap(worker -> worker.skipped().stream()).toList());
    }
}
