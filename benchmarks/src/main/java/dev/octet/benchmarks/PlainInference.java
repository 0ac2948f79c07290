package dev.octet.benchmarks;

import dev.octet.calibrate.data.DataSettings;
import dev.octet.calibrate.data.DataSource;
import dev.octet.calibrate.data.DataSources;
import dev.octet.calibrate.data.Sample;
import dev.octet.calibrate.data.SampleChoice;
import dev.octet.calibrate.image.PreprocessingYaml;
import dev.octet.format.OnnxReader;
import dev.octet.graph.Model;
import dev.octet.runtime.Session;
import dev.octet.runtime.SessionSettings;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

/**
 * Decodes samples and runs a model on them, as many side by side as there are processors: what a process that only
 * infers takes, to hold the memory of one that calibrates against.
 *
 * <pre>PlainInference MODEL DATA SAMPLES PREPROCESSING.yaml</pre>
 */
final class PlainInference {
    private PlainInference() {}

    public static void main(String[] arguments) throws Exception {
        Model model = OnnxReader.read(Path.of(arguments[0]));
        DataSource all = DataSources.open(
                Path.of(arguments[1]),
                model.graph().requiredInputs(),
                DataSettings.defaults().withPreprocessing(PreprocessingYaml.read(Path.of(arguments[3]))));
        Iterator<Sample> samples =
                SampleChoice.spread(all, Integer.parseInt(arguments[2]), 1).iterator();
        int threads = Runtime.getRuntime().availableProcessors();
        ExecutorService executor = Executors.newFixedThreadPool(threads);
        try (Session session = Session.open(model, SessionSettings.defaults().withThreads(1))) {
            var workers = IntStream.range(0, threads)
                    .mapToObj(number -> executor.submit(() -> runAll(session, samples)))
                    .toList();
            long done = 0;
            for (Future<Long> worker : workers) {
                done += worker.get();
            }
            System.out.println(done + " samples");
        } finally {
            executor.shutdown();
        }
    }

    private static long runAll(Session session, Iterator<Sample> samples) {
        long done = 0;
        for (Optional<Sample> sample = next(samples); sample.isPresent(); sample = next(samples)) {
            session.run(sample.get().inputs(), (name, view) -> {});
            done++;
        }
        return done;
    }

    private static Optional<Sample> next(Iterator<Sample> samples) {
        synchronized (samples) {
            return samples.hasNext() ? Optional.of(samples.next()) : Optional.empty();
        }
    }
}
