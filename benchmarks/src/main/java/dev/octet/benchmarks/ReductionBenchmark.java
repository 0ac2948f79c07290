package dev.octet.benchmarks;

import dev.octet.observe.Accumulator;
import dev.octet.observe.StatisticKind;
import dev.octet.observe.TensorStatistics;
import dev.octet.tensor.ElementType;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.Locale;
import java.util.Set;
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

/** What it takes to look at one tensor where a session wrote it, beside reading its memory once. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class ReductionBenchmark {
    /** Elements: a layer of a CIFAR network, one of SqueezeNet, and one that no cache holds. */
    @Param({"4096", "200704", "4194304"})
    int elements;

    /** As a Conv gives them, or as a Relu does. */
    @Param({"gaussian", "relu"})
    String values = "gaussian";

    private ByteBuffer bytes = ByteBuffer.allocate(0);
    private FloatBuffer floats = FloatBuffer.allocate(0);
    private float[] heap = new float[0];
    private Accumulator minMax = new Accumulator(Set.of());
    private Accumulator histogram = new Accumulator(Set.of());
    private Accumulator samples = new Accumulator(Set.of());

    /** Fills the memory with seeded values, and has them seen once, as all but the first sample find it. */
    @Setup
    public void fill() {
        bytes = ByteBuffer.allocateDirect(Float.BYTES * elements).order(ByteOrder.LITTLE_ENDIAN);
        floats = bytes.asFloatBuffer();
        heap = new float[elements];
        boolean relu = values.toLowerCase(Locale.ROOT).equals("relu");
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < elements; i++) {
            float value = (float) random.nextGaussian();
            floats.put(i, relu ? Math.max(0, value) : value);
        }
        minMax = seen(StatisticKind.MIN_MAX);
        histogram = seen(StatisticKind.HISTOGRAM);
        samples = seen(StatisticKind.SAMPLE_RANGES);
    }

    private Accumulator seen(StatisticKind kind) {
        Accumulator accumulator = new Accumulator(Set.of(kind));
        accumulator.observe(0, ElementType.FLOAT, bytes);
        return accumulator;
    }

    /** The floor: copies the values to the heap. */
    @Benchmark
    public float[] read() {
        floats.get(0, heap, 0, elements);
        return heap;
    }

    /** Extremes, when a tensor rarely has new ones. */
    @Benchmark
    public long minMax() {
        return minMax.observe(0, ElementType.FLOAT, bytes);
    }

    /** Extremes of each sample. */
    @Benchmark
    public long sampleRanges() {
        return samples.observe(0, ElementType.FLOAT, bytes);
    }

    /** Extremes and a histogram. */
    @Benchmark
    public long histogram() {
        return histogram.observe(0, ElementType.FLOAT, bytes);
    }

    /** Joins two histograms, as for a Concat. */
    @Benchmark
    public TensorStatistics merge() {
        TensorStatistics statistics = histogram.statistics();
        return statistics.merge(statistics);
    }
}
