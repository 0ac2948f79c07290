package dev.octet.benchmarks;

import dev.octet.calibrate.CalibrationResult;
import dev.octet.calibrate.CalibrationSettings;
import dev.octet.calibrate.Calibrator;
import dev.octet.calibrate.data.DataSettings;
import dev.octet.calibrate.data.DataSource;
import dev.octet.calibrate.data.DataSources;
import dev.octet.calibrate.data.Sample;
import dev.octet.calibrate.data.SampleChoice;
import dev.octet.calibrate.image.PreprocessingYaml;
import dev.octet.format.OnnxReader;
import dev.octet.graph.Model;
import dev.octet.observe.RangeEstimator;
import dev.octet.observe.RangeMethod;
import dev.octet.place.Placement;
import dev.octet.place.PlacementSettings;
import dev.octet.place.Plan;
import dev.octet.place.Target;
import dev.octet.place.TargetTable;
import dev.octet.prepare.Preparation;
import dev.octet.prepare.PreparationSettings;
import dev.octet.progress.Progress;
import dev.octet.runtime.Session;
import dev.octet.runtime.SessionSettings;
import dev.octet.runtime.TypeInference;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * What calibration costs beside plain inference over the same samples, in one process and in turn.
 *
 * <pre>CalibrationCost MODEL DATA SAMPLES PREPROCESSING.yaml [ROUNDS]</pre>
 *
 * Samples are decoded before; the start of the virtual machine and decoding are reported apart. Both sides run as many
 * samples side by side as there are processors, each on one thread, and both include loading the model.
 */
final class CalibrationCost {
    private static final List<String> METHODS = List.of("min-max", "percentile", "entropy", "mse", "l2-norm", "auto");

    private CalibrationCost() {}

    public static void main(String[] arguments) throws Exception {
        double started = ManagementFactory.getRuntimeMXBean().getUptime() / 1e3;
        Model model = OnnxReader.read(Path.of(arguments[0]));
        int count = Integer.parseInt(arguments[2]);
        int rounds = arguments.length > 4 ? Integer.parseInt(arguments[4]) : 5;
        DataSource all = DataSources.open(
                Path.of(arguments[1]),
                model.graph().requiredInputs(),
                DataSettings.defaults().withPreprocessing(PreprocessingYaml.read(Path.of(arguments[3]))));
        long begun = System.nanoTime();
        List<Sample> decoded = new ArrayList<>();
        SampleChoice.spread(all, count, 1).forEach(sample -> decoded.add(Sample.of(sample.id(), sample.inputs())));
        System.out.printf(
                "%d samples: Java started in %.2f s, decoded on one thread in %.2f s%n",
                decoded.size(), started, seconds(begun));
        Model prepared = Preparation.prepare(model, PreparationSettings.defaults()).model();
        Target target = TargetTable.host();
        Plan plan =
                Placement.plan(prepared, TypeInference.infer(prepared), target, PlacementSettings.defaults());
        DataSource data = DataSource.of(decoded, "decoded samples");

        Map<String, double[]> ratios = new LinkedHashMap<>();
        METHODS.forEach(method -> ratios.put(method, new double[rounds]));
        double[] plain = new double[rounds];
        infer(model, decoded);
        for (int round = 0; round < rounds; round++) {
            for (String method : METHODS) {
                double before = infer(model, decoded);
                double calibration = calibrate(prepared, plan, data, RangeMethod.parse(method, target.activation()));
                double inference = (before + infer(model, decoded)) / 2;
                plain[round] += inference / METHODS.size();
                Objects.requireNonNull(ratios.get(method))[round] = calibration / inference;
            }
        }
        System.out.printf("plain inference %.2f s; %d values observed%n", median(plain), plan.observed().size());
        ratios.forEach((method, values) -> System.out.printf(
                "%-12s %.2f times plain inference (%.2f to %.2f)%n",
                method, median(values), Arrays.stream(values).min().orElse(0), Arrays.stream(values).max().orElse(0)));
    }

    private static double infer(Model model, List<Sample> samples) throws Exception {
        long begun = System.nanoTime();
        int threads = Runtime.getRuntime().availableProcessors();
        ExecutorService executor = Executors.newFixedThreadPool(threads);
        try (Session session = Session.open(model, SessionSettings.defaults().withThreads(1))) {
            List<Future<?>> runs = new ArrayList<>();
            samples.forEach(sample -> runs.add(executor.submit(() -> session.run(sample.inputs(), (name, view) -> {}))));
            for (Future<?> run : runs) {
                run.get();
            }
        } finally {
            executor.shutdown();
        }
        return seconds(begun);
    }

    private static double calibrate(Model model, Plan plan, DataSource data, RangeEstimator estimator) {
        long begun = System.nanoTime();
        CalibrationResult result = Calibrator.observe(
                model,
                plan.observed(),
                data,
                CalibrationSettings.defaults().withStatistics(estimator.needs()),
                Progress.NONE);
        result.estimates(estimator);
        return seconds(begun);
    }

    private static double seconds(long begun) {
        return (System.nanoTime() - begun) / 1e9;
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
    }
}
