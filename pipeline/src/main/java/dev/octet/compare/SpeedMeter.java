package dev.octet.compare;

import dev.octet.graph.Model;
import dev.octet.runtime.LatencyComparison;
import dev.octet.runtime.LatencySettings;
import dev.octet.runtime.MemoryProbe;
import dev.octet.runtime.SessionSettings;
import dev.octet.tensor.Tensor;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/** Measures {@link Speed}. */
final class SpeedMeter {
    private static final int WARM_UP = 3;
    private static final int FEWEST_ROUNDS = 11;
    private static final int MOST_ROUNDS = 1000;

    private SpeedMeter() {}

    static Speed measure(
            Model reference,
            Model quantized,
            List<Map<String, Tensor>> samples,
            Duration duration,
            ComparisonSettings settings) {
        SessionSettings session = SessionSettings.defaults().withThreads(settings.threads());
        List<Map<String, Tensor>> runs =
                SampleJoin.joined(samples, settings.batch(), reference.graph().requiredInputs());
        OptionalLong referenceMemory = MemoryProbe.growth(settings.reference(), settings.threads(), runs.get(0));
        OptionalLong quantizedMemory = MemoryProbe.growth(settings.quantized(), settings.threads(), runs.get(0));
        LatencySettings timing = new LatencySettings(session, WARM_UP, duration, FEWEST_ROUNDS, MOST_ROUNDS);
        LatencyComparison latency = LatencyComparison.measure(reference, quantized, runs, timing);
        return new Speed(latency, settings.batch(), referenceMemory, quantizedMemory);
    }
}
