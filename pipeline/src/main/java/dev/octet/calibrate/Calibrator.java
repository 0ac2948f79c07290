package dev.octet.calibrate;

import dev.octet.calibrate.data.DataSource;
import dev.octet.error.Kind;
import dev.octet.error.OctetException;
import dev.octet.graph.Model;
import dev.octet.graph.Value;
import dev.octet.observe.StatisticKind;
import dev.octet.progress.Progress;
import dev.octet.runtime.Session;
import dev.octet.runtime.SessionSettings;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Runs samples through a model and observes the values asked for.
 *
 * <p>Only what is asked for is computed. Several samples are in flight, each on one thread that reads, runs and
 * observes it; statistics merge exactly, so that the result depends on the samples alone.
 */
public final class Calibrator {
    private final Set<String> values;
    private final CalibrationSettings settings;
    private final ObservedModel observed;
    private final Observations observations;

    private Calibrator(Model model, Set<String> values, CalibrationSettings settings) {
        this.values = values;
        this.settings = settings;
        this.observed = ObservedModel.of(model, values, settings.feedback().values());
        this.observations = new Observations(values, settings.statistics());
    }

    /**
     * Observes values of the main graph over all samples.
     *
     * @param values names of floating-point values: inputs, constants, or what nodes compute
     * @throws OctetException of kind CONFIGURATION if there is no such value; of kind INVALID_DATA if a sample is bad
     *     and bad samples are not skipped, or no sample is left; of kind RUNTIME if ONNX Runtime fails; of kind
     *     CANCELLED
     */
    public static CalibrationResult observe(
            Model model, Set<String> values, DataSource source, CalibrationSettings settings, Progress progress) {
        return new Calibrator(model, values, settings).observe(source, progress);
    }

    private CalibrationResult observe(DataSource source, Progress progress) {
        progress.started("calibrating", source.size().orElse(Progress.UNKNOWN));
        try (Opened opened = open()) {
            SampleQueue queue = new SampleQueue(source.iterator(), settings.cancellation(), progress);
            List<Worker> workers = run(workers(queue, opened));
            firstFailure(workers).ifPresent(failure -> {
                throw failure;
            });
            return result(source, workers);
        } finally {
            progress.finished();
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
                observed.model(),
                SessionSettings.defaults().withLevel(settings.optimization()).withThreads(1));
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
        ExecutorService executor = Executors.newFixedThreadPool(workers.size(), Calibrator::thread);
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

    private CalibrationResult result(DataSource source, List<Worker> workers) {
        long samples = workers.stream().mapToLong(Worker::observed).sum();
        List<SkippedSample> skipped = workers.stream()
                .flatMap(worker -> worker.skipped().stream())
                .sorted(Comparator.comparingLong(SkippedSample::number))
                .toList();
        requireSamples(source, samples, skipped);
        observed.constants().forEach((name, tensor) -> observations.observe(0, "the model", name, tensor));
        return new CalibrationResult(
                source.description(),
                source.isRandom(),
                samples,
                observations.statistics(),
                observations.nonFinite().entries(values),
                skipped);
    }

    private static void requireSamples(DataSource source, long samples, List<SkippedSample> skipped) {
        if (samples == 0) {
            String why = skipped.isEmpty()
                    ? "it is empty"
                    : "all of its %d samples are bad, the first because: %s"
                            .formatted(skipped.size(), skipped.get(0).reason());
            throw OctetException.invalidData(
                    "No samples to calibrate with in %s: %s".formatted(source.description(), why));
        }
    }
}
