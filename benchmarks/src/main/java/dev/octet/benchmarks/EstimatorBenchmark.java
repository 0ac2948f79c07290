package dev.octet.benchmarks;

import dev.octet.observe.Accumulator;
import dev.octet.observe.Estimate;
import dev.octet.observe.RangeEstimator;
import dev.octet.observe.RangeMethod;
import dev.octet.observe.StatisticKind;
import dev.octet.observe.TensorStatistics;
import dev.octet.place.TargetTable;
import java.util.EnumSet;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What it takes to find the range of one tensor once all samples have been seen. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class EstimatorBenchmark {
    private static final int VALUES = 1_000_000;

    /** The method as {@code --range} names it. */
    @Param({"min-max", "moving-average", "percentile", "entropy", "mse", "l2-norm", "auto"})
    String method = "auto";

    private TensorStatistics statistics = TensorStatistics.empty(EnumSet.allOf(StatisticKind.class));
    private RangeEstimator estimator = RangeMethod.AUTO.estimator(TargetTable.host().activation());

    /** Has a million values seen, with tails heavier than a Gaussian's on both sides. */
    @Setup
    public void see() {
        SplittableRandom random = new SplittableRandom(1);
        float[] values = new float[VALUES];
        for (int i = 0; i < VALUES; i++) {
            double gaussian = random.nextGaussian();
            values[i] = (float) (gaussian * Math.exp(0.5 * random.nextGaussian()));
        }
        Accumulator accumulator = new Accumulator(EnumSet.allOf(StatisticKind.class));
        accumulator.observe(0, values, 0, VALUES);
        statistics = accumulator.statistics();
        estimator = RangeMethod.parse(method, TargetTable.host().activation());
    }

    /** The search for the range. */
    @Benchmark
    public Estimate estimate() {
        return estimator.estimate(statistics);
    }
}
