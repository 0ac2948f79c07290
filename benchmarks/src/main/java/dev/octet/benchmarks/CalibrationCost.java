package dev.octet.benchmarks;

import dev.octet.calibrate.CalibrationResult;
import dev.octet.calibrate.CalibrationSettings;
import dev.octet.calibrate.Calibrator;
import dev.octet.calibrate.ObservationPoints;
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
import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.ToDoubleFunction;

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
        ObservationPoints points = ObservationPoints.of(prepared.graph(), plan, plan.observed());
        DataSource data = DataSource.of(decoded, "decoded samples");

        Map<String, List<Cost>> ratios = new LinkedHashMap<>();
        METHODS.forEach(method -> ratios.put(method, new ArrayList<>()));
        List<Cost> plain = new ArrayList<>();
        infer(model, decoded);
        for (int round = 0; round < rounds; round++) {
            for (String method : METHODS) {
                Cost before = infer(model, decoded);
                Cost calibration = calibrate(prepared, points, data, RangeMethod.parse(method, target.activation()));
                Cost inference = before.meanWith(infer(model, decoded));
                plain.add(inference);
                Objects.requireNonNull(ratios.get(method)).add(calibration.over(inference));
            }
        }
        print(points.observed().size(), plain, ratios);
    }

    private static void print(int observed, List<Cost> plain, Map<String, List<Cost>> ratios) {
        System.out.printf(
                "plain inference %.2f s, %.2f s of processors; %d values observed%n",
                median(plain, Cost::elapsed), median(plain, Cost::processors), observed);
        ratios.forEach((method, costs) -> System.out.printf(
                "%-12s %.2f times plain inference (%.2f to %.2f), %.2f times its processor time%n",
                method,
                median(costs, Cost::elapsed),
                costs.stream().mapToDouble(Cost::elapsed).min().orElse(0),
                costs.stream().mapToDouble(Cost::elapsed).max().orElse(0),
                median(costs, Cost::processors)));
    }

    /**
     * Seconds, or ratios of them.
     *
     * @param elapsed on the clock
     * @param processors of this process on all processors, which other processes disturb less
     */
    private record Cost(double elapsed, double processors) {
        static Cost since(Cost begun) {
            Cost now = now();
            return new Cost(now.elapsed - begun.elapsed, now.processors - begun.processors);
        }

        static Cost now() {
            OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
            return new Cost(System.nanoTime() / 1e9, system.getProcessCpuTime() / 1e9);
        }

        Cost meanWith(Cost other) {
            return new Cost((elapsed + other.elapsed) / 2, (processors + other.processors) / 2);
        }

        Cost over(Cost other) {
            return new Cost(elapsed / other.elapsed, processors / other.processors);
        }
    }

    private static Cost infer(Model model, List<Sample> samples) throws Exception {
        Cost begun = Cost.now();
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
        return Cost.since(begun);
    }

    private static Cost calibrate(
            Model model, ObservationPoints points, DataSource data, RangeEstimator estimator) {
        Cost begun = Cost.now();
        CalibrationResult result = Calibrator.observe(
                model,
                points.observed(),
                data,
                CalibrationSettings.defaults().withStatistics(estimator.needs()),
                Progress.NONE);
        points.ofValues(result).estimates(estimator);
        return Cost.since(begun);
    }

    private static double seconds(long begun) {
        return (System.nanoTime() - begun) / 1e9;
    }

    private static double median(List<Cost> costs, ToDoubleFunction<Cost> part) {
        double[] sorted = costs.stream().mapToDouble(part).sorted().toArray();
        return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
    }
}
